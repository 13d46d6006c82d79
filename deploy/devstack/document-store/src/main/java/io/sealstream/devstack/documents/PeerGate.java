package io.sealstream.devstack.documents;

import de.bwaldvogel.mongo.MongoBackend;
import de.bwaldvogel.mongo.wire.MongoDatabaseHandler;
import de.bwaldvogel.mongo.wire.MongoExceptionHandler;
import de.bwaldvogel.mongo.wire.MongoWireMessageEncoder;
import de.bwaldvogel.mongo.wire.MongoWireProtocolHandler;
import de.bwaldvogel.mongo.wire.MongoWireReplyEncoder;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.group.ChannelGroup;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.sealstream.protocol.Principal;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.identity.SpiffeCertificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * Waits for the handshake, then connects the peer with its own database and steps aside. A peer
 * without a database is disconnected.
 */
final class PeerGate extends ChannelInboundHandlerAdapter {
    private static final System.Logger LOG = System.getLogger(PeerGate.class.getName());

    private final Databases databases;
    private final ChannelGroup connections;

    PeerGate(Databases databases, ChannelGroup connections) {
        this.databases = databases;
        this.connections = connections;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
        if (event instanceof SslHandshakeCompletionEvent handshake) {
            Optional<MongoBackend> backend =
                    handshake.isSuccess() ? backendOf(context) : Optional.empty();
            if (backend.isPresent()) {
                connect(context, backend.get());
            } else {
                LOG.log(System.Logger.Level.INFO, "a peer without a database was disconnected");
                ChannelFuture _ = context.close();
            }
        }
        super.userEventTriggered(context, event);
    }

    private Optional<MongoBackend> backendOf(ChannelHandlerContext context) {
        SslHandler tls = context.pipeline().get(SslHandler.class);
        try {
            X509Certificate peer =
                    (X509Certificate) tls.engine().getSession().getPeerCertificates()[0];
            Principal principal = SpiffeCertificate.read(peer).principal();
            return principal instanceof ServiceName service
                    ? databases.of(service)
                    : Optional.empty();
        } catch (SSLPeerUnverifiedException | CertificateException e) {
            return Optional.empty();
        }
    }

    private void connect(ChannelHandlerContext context, MongoBackend backend) {
        context.pipeline()
                .addLast(new MongoWireReplyEncoder())
                .addLast(new MongoWireMessageEncoder())
                .addLast(new MongoWireProtocolHandler())
                .addLast(new MongoDatabaseHandler(backend, connections))
                .addLast(new MongoExceptionHandler());
        // The last handlers missed that the connection became active; they count it by that.
        context.pipeline().context(MongoWireProtocolHandler.class).fireChannelActive();
        context.pipeline().remove(this);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.log(System.Logger.Level.INFO, "a connection was refused: {0}", cause.getMessage());
        ChannelFuture _ = context.close();
    }
}

package io.sealstream.devstack.documents;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.sealstream.protocol.identity.Anchors;
import io.sealstream.protocol.identity.TlsIdentity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

/**
 * The listening server: loopback, TLS 1.3, client certificate of a service required. A connection
 * gets handlers of the wire protocol only once its peer is known; there is no other listener.
 */
final class DocumentServer implements AutoCloseable {
    private static final int THREADS = 4;

    private final Databases databases;
    private final MultiThreadIoEventLoopGroup loops;
    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final Channel listener;

    private DocumentServer(Databases databases, SSLContext tls, int port)
            throws InterruptedException {
        this.databases = databases;
        this.loops = new MultiThreadIoEventLoopGroup(THREADS, NioIoHandler.newFactory());
        this.listener =
                new ServerBootstrap()
                        .group(loops)
                        .channel(NioServerSocketChannel.class)
                        .childHandler(
                                new ChannelInitializer<SocketChannel>() {
                                    @Override
                                    protected void initChannel(SocketChannel channel) {
                                        secure(channel, tls);
                                    }
                                })
                        .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                        .sync()
                        .channel();
    }

    /**
     * Opens what is kept and listens.
     *
     * @param port 0 for any
     * @param reserve see {@link Databases#open}
     */
    static DocumentServer start(Path state, Path identity, int port, long reserve)
            throws IOException, InterruptedException {
        SSLContext tls = TlsIdentity.open(identity).server(Anchors.SERVICES);
        return new DocumentServer(Databases.open(state, reserve), tls, port);
    }

    private void secure(SocketChannel channel, SSLContext tls) {
        SSLEngine engine = tls.createSSLEngine();
        engine.setUseClientMode(false);
        engine.setNeedClientAuth(true);
        engine.setEnabledProtocols(new String[] {"TLSv1.3"});
        channel.pipeline()
                .addLast(new SslHandler(engine))
                .addLast(new PeerGate(databases, connections));
    }

    int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    @Override
    public void close() {
        listener.close().syncUninterruptibly();
        connections.close().syncUninterruptibly();
        loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
        databases.close();
    }
}

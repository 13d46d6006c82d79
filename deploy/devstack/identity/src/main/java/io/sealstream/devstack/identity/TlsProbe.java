package io.sealstream.devstack.identity;

import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.SpiffeId;
import io.sealstream.protocol.identity.TlsContexts;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * Probes a listener of the stack as a caller that must be refused. In TLS 1.3 a client ends its
 * handshake before the server has checked its certificate, so only an answer to a request tells.
 */
public final class TlsProbe {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final int port;
    private final byte[] request;

    /** A probe of a port, with a request that every accepted client gets an answer to. */
    public TlsProbe(int port, byte[] request) {
        this.port = port;
        this.request = request.clone();
    }

    /** Whether the request is answered. */
    public boolean answered(SSLContext tls) {
        try (SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket()) {
            socket.connect(new InetSocketAddress("localhost", port), (int) PATIENCE.toMillis());
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.startHandshake();
            socket.getOutputStream().write(request);
            socket.getOutputStream().flush();
            return socket.getInputStream().read() >= 0;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Clients that no server of the stack may answer, by what is wrong with them. All of them trust
     * the server.
     */
    public static Map<String, SSLContext> intruders(
            TemporaryAuthority authority, SpiffeId client, ServiceName server)
            throws GeneralSecurityException {
        List<X509Certificate> anchors = List.of(authority.certificate());
        SpiffeId peer = new SpiffeId(client.trustDomain(), server);
        Instant now = Instant.now();
        Map<String, SSLContext> intruders = new LinkedHashMap<>();
        intruders.put("no certificate", TlsContexts.clientWithoutIdentity(anchors, peer));
        IssuedIdentity foreign =
                TemporaryAuthority.create(Duration.ofHours(1)).issue(client, Duration.ofHours(1));
        intruders.put("other authority", context(foreign, anchors, peer));
        IssuedIdentity expired =
                authority.issue(client, now.minusSeconds(7200), now.minusSeconds(3600));
        intruders.put("expired certificate", context(expired, anchors, peer));
        IssuedIdentity early =
                authority.issue(client, now.plusSeconds(3600), now.plusSeconds(7200));
        intruders.put("certificate of tomorrow", context(early, anchors, peer));
        return intruders;
    }

    /** A client that presents an identity. */
    public static SSLContext context(
            IssuedIdentity identity, List<X509Certificate> anchors, SpiffeId peer)
            throws GeneralSecurityException {
        return TlsContexts.client(identity.key(), identity.chain(), anchors, peer);
    }
}

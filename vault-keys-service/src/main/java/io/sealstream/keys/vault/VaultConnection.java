package io.sealstream.keys.vault;

import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.identity.TlsIdentity;
import java.net.http.HttpClient;
import java.security.cert.X509Certificate;
import java.time.Duration;

/**
 * The HTTP client that the driver and {@link KeyBytesClient} share: TLS 1.3, our certificate,
 * Vault's identity alone accepted, no redirect followed.
 *
 * <p>The TLS context follows renewed files by itself, but only new handshakes see them. A pooled
 * connection that is in use all the time, and a resumed session, go on presenting the certificate
 * they began with, and Vault's certificate login judges the certificate of the connection. So a
 * renewal replaces client and context, and with them the pool and the session cache.
 */
final class VaultConnection {
    private static final Duration CONNECT = Duration.ofSeconds(2);

    private final TlsIdentity identity;
    private Channel channel;

    /**
     * A client and the certificate it presents.
     *
     * @param certificate of this process
     * @param http not closed when it is replaced: calls under way end, then it is collected
     */
    record Channel(X509Certificate certificate, HttpClient http) {}

    VaultConnection(TlsIdentity identity) {
        this.identity = identity;
        this.channel = open();
    }

    /** The client that presents the certificate of now. */
    synchronized Channel current() {
        if (!identity.certificate().equals(channel.certificate())) {
            channel = open();
        }
        return channel;
    }

    private Channel open() {
        return new Channel(
                identity.certificate(),
                HttpClient.newBuilder()
                        .sslContext(identity.client(ServiceName.VAULT))
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(CONNECT)
                        .build());
    }
}

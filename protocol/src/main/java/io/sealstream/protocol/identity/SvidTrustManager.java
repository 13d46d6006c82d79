package io.sealstream.protocol.identity;

import io.sealstream.protocol.SpiffeId;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Accepts a peer whose chain ends in a trusted certificate and which is a Sealstream identity;
 * where one peer is expected, only that one. Without the last rule any service could stand in for
 * any other.
 */
final class SvidTrustManager extends X509ExtendedTrustManager {
    private final Supplier<X509ExtendedTrustManager> chains;
    private final @Nullable Supplier<SpiffeId> expected;
    private final @Nullable Supplier<AnchorGroups> groups;

    SvidTrustManager(
            Supplier<X509ExtendedTrustManager> chains,
            @Nullable Supplier<SpiffeId> expected,
            @Nullable Supplier<AnchorGroups> groups) {
        this.chains = chains;
        this.expected = expected;
        this.groups = groups;
    }

    private void requireIdentity(X509Certificate[] chain) throws CertificateException {
        SpiffeId peer = SpiffeCertificate.read(chain[0]);
        if (groups != null) {
            groups.get().requireIssuer(chain[0], peer.principal());
        }
        if (expected != null && !expected.get().equals(peer)) {
            throw new CertificateException("the peer is " + peer + ", expected " + expected.get());
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType)
            throws CertificateException {
        chains.get().checkClientTrusted(chain, authType);
        requireIdentity(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        chains.get().checkClientTrusted(chain, authType, socket);
        requireIdentity(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        chains.get().checkClientTrusted(chain, authType, engine);
        requireIdentity(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType)
            throws CertificateException {
        chains.get().checkServerTrusted(chain, authType);
        requireIdentity(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        chains.get().checkServerTrusted(chain, authType, socket);
        requireIdentity(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        chains.get().checkServerTrusted(chain, authType, engine);
        requireIdentity(chain);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return chains.get().getAcceptedIssuers();
    }
}

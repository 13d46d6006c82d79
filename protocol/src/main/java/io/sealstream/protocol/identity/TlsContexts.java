package io.sealstream.protocol.identity;

import io.sealstream.protocol.SpiffeId;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Makes TLS contexts. They speak TLS 1.3 only; nothing in the platform offers less. */
public final class TlsContexts {
    /**
     * A session is resumed at most so long, so that an expired certificate is seen soon. Seconds.
     */
    private static final int SESSION_TIMEOUT = 300;

    private TlsContexts() {}

    /** A client's context that presents {@code key} and talks to {@code peer} only. */
    public static SSLContext client(
            PrivateKey key,
            List<X509Certificate> chain,
            List<X509Certificate> anchors,
            SpiffeId peer)
            throws GeneralSecurityException {
        IdentityMaterial material = new IdentityMaterial(key, List.copyOf(chain));
        X509ExtendedTrustManager chains = trusting(anchors);
        return context(
                new SvidKeyManager(() -> material),
                new SvidTrustManager(() -> chains, () -> peer, null));
    }

    /** A client's context without an identity, for a device's first enrolment. */
    public static SSLContext clientWithoutIdentity(List<X509Certificate> anchors, SpiffeId peer)
            throws GeneralSecurityException {
        X509ExtendedTrustManager chains = trusting(anchors);
        return context(null, new SvidTrustManager(() -> chains, () -> peer, null));
    }

    static SSLContext context(@Nullable KeyManager key, TrustManager trust)
            throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(key == null ? null : new KeyManager[] {key}, new TrustManager[] {trust}, null);
        context.getServerSessionContext().setSessionTimeout(SESSION_TIMEOUT);
        context.getClientSessionContext().setSessionTimeout(SESSION_TIMEOUT);
        return context;
    }

    static X509ExtendedTrustManager trusting(List<X509Certificate> anchors)
            throws GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try {
            store.load(null, null);
        } catch (IOException e) {
            throw new IllegalStateException("an empty key store needs no input", e);
        }
        for (int i = 0; i < anchors.size(); i++) {
            store.setCertificateEntry("anchor-" + i, anchors.get(i));
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(store);
        return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
    }
}

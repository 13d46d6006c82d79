package io.sealstream.servicekit.http;

import io.sealstream.protocol.Principal;
import io.sealstream.protocol.Problem;
import io.sealstream.protocol.SpiffeId;
import io.sealstream.protocol.identity.AnchorGroups;
import io.sealstream.protocol.identity.SpiffeCertificate;
import io.vertx.core.http.HttpServerRequest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * Who sent a request, from the certificate of its connection. The chain was checked by TLS; here
 * the certificate is read as an X.509-SVID, and its end is looked at again, because a connection
 * can outlive it.
 *
 * @param id the SPIFFE ID
 * @param certificate the leaf
 */
public record Caller(SpiffeId id, X509Certificate certificate) {
    private static final String CACHED = "io.sealstream.caller";

    /**
     * Identifies the caller.
     *
     * @param trustDomain the only trust domain accepted
     * @param authorities who may vouch for whom
     * @throws ProblemException {@code unauthenticated} without a usable certificate
     */
    public static Caller of(
            HttpServerRequest request,
            String trustDomain,
            Supplier<AnchorGroups> authorities,
            InstantSource clock) {
        SSLSession session = request.sslSession();
        Caller caller = session == null ? null : ofSession(session, authorities);
        if (caller == null
                || !caller.id.trustDomain().equals(trustDomain)
                || clock.instant().isAfter(caller.notAfter())) {
            throw new ProblemException(Problem.UNAUTHENTICATED);
        }
        return caller;
    }

    /** Who it is, without the trust domain. */
    public Principal principal() {
        return id.principal();
    }

    private Instant notAfter() {
        return certificate.getNotAfter().toInstant();
    }

    private static @Nullable Caller ofSession(
            SSLSession session, Supplier<AnchorGroups> authorities) {
        if (session.getValue(CACHED) instanceof Caller known) {
            return known;
        }
        try {
            if (!(session.getPeerCertificates()[0] instanceof X509Certificate leaf)) {
                return null;
            }
            Caller caller = new Caller(SpiffeCertificate.read(leaf), leaf);
            authorities.get().requireIssuer(leaf, caller.principal());
            session.putValue(CACHED, caller);
            return caller;
        } catch (SSLPeerUnverifiedException | CertificateException e) {
            return null;
        }
    }
}

package io.sealstream.device;

import io.sealstream.protocol.SpiffeId;
import io.sealstream.protocol.identity.SpiffeCertificate;
import io.sealstream.protocol.signature.DeviceKey;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A private key and the certificate chain for it.
 *
 * @param key the private key
 * @param chain leaf first, without the root
 */
record DeviceIdentity(PrivateKey key, List<X509Certificate> chain) {
    X509Certificate leaf() {
        return chain.getFirst();
    }

    DeviceKey publicKey() {
        try {
            return DeviceKey.ofSubjectPublicKeyInfo(leaf().getPublicKey().getEncoded());
        } catch (GeneralSecurityException e) {
            throw new DeviceException("the certificate has a key of another kind", e);
        }
    }

    /** Whether the certificate has ended; no endpoint lets the device in then. */
    boolean isExpired(Instant now) {
        return now.isAfter(leaf().getNotAfter().toInstant());
    }

    KeyPair pair() {
        return new KeyPair(leaf().getPublicKey(), key);
    }

    /**
     * Puts together what a certificate authority answered, and believes it only when it is for this
     * key and this device, and leads to the pinned root.
     *
     * @param issued the certificate
     * @param above certificates that may lead from it to the root, in any order
     */
    static DeviceIdentity accept(
            KeyPair pair,
            X509Certificate issued,
            Collection<X509Certificate> above,
            X509Certificate root,
            SpiffeId expected) {
        try {
            if (!issued.getPublicKey().equals(pair.getPublic())) {
                throw new CertificateException("the certificate is for another key");
            }
            List<X509Certificate> chain = chain(issued, above);
            validate(chain, root);
            if (!SpiffeCertificate.read(issued).equals(expected)) {
                throw new CertificateException("the certificate names another device");
            }
            return new DeviceIdentity(pair.getPrivate(), chain);
        } catch (GeneralSecurityException e) {
            throw new DeviceException("the certificate that was issued is not acceptable", e);
        }
    }

    private static List<X509Certificate> chain(
            X509Certificate issued, Collection<X509Certificate> above) {
        List<X509Certificate> chain = new ArrayList<>();
        Optional<X509Certificate> next = Optional.of(issued);
        while (next.isPresent()) {
            X509Certificate current = next.get();
            chain.add(current);
            next =
                    above.stream()
                            .filter(c -> !isSelfSigned(c))
                            .filter(c -> !chain.contains(c))
                            .filter(c ->
                                    c.getSubjectX500Principal()
                                            .equals(current.getIssuerX500Principal()))
                            .findFirst();
        }
        return chain;
    }

    private static boolean isSelfSigned(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
    }

    private static void validate(List<X509Certificate> chain, X509Certificate root)
            throws GeneralSecurityException {
        PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(root, null)));
        // Nobody has revoked what was issued a moment ago; the platform refuses it when that comes.
        parameters.setRevocationEnabled(false);
        CertPathValidator.getInstance("PKIX")
                .validate(
                        CertificateFactory.getInstance("X.509").generateCertPath(chain),
                        parameters);
    }
}

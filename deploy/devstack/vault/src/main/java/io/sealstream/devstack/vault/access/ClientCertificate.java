package io.sealstream.devstack.vault.access;

import io.sealstream.devstack.vault.request.Glob;
import io.sealstream.devstack.vault.request.Refusal;
import io.sealstream.protocol.identity.Pem;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The chain a TLS client presented, checked against the constraints of a role. */
record ClientCertificate(List<X509Certificate> chain) {
    private static final int URI = 6;

    static void requireAnchors(String pem) {
        try {
            anchors(pem);
        } catch (CertificateException e) {
            throw Refusal.badRequest("failed to parse certificate");
        }
    }

    private static Set<TrustAnchor> anchors(String pem) throws CertificateException {
        return Pem.readCertificates(pem.getBytes(StandardCharsets.US_ASCII)).stream()
                .map(certificate -> new TrustAnchor(certificate, null))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether the chain ends in an anchor and a URI name matches one of the globs. */
    boolean satisfies(String anchorsPem, List<String> uriGlobs) {
        try {
            return !chain.isEmpty()
                    && endsIn(anchors(anchorsPem))
                    && (uriGlobs.isEmpty()
                            || uris().stream()
                                    .anyMatch(u ->
                                            uriGlobs.stream().anyMatch(g -> Glob.matches(g, u))));
        } catch (CertificateException e) {
            return false;
        }
    }

    private boolean endsIn(Set<TrustAnchor> anchors) {
        try {
            List<X509Certificate> below =
                    chain.stream()
                            .takeWhile(c ->
                                    anchors.stream().noneMatch(a -> c.equals(a.getTrustedCert())))
                            .toList();
            CertPath path = CertificateFactory.getInstance("X.509").generateCertPath(below);
            PKIXParameters parameters = new PKIXParameters(anchors);
            parameters.setRevocationEnabled(false);
            CertPathValidator.getInstance("PKIX").validate(path, parameters);
            return !below.isEmpty();
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private List<String> uris() throws CertificateException {
        var names = chain.getFirst().getSubjectAlternativeNames();
        return names == null
                ? List.of()
                : names.stream()
                        .filter(name -> Integer.valueOf(URI).equals(name.get(0)))
                        .map(name -> (String) name.get(1))
                        .toList();
    }
}

package io.sealstream.keys.http;

import io.sealstream.protocol.calls.EnrolmentCalls.Certificates;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.List;

/** Certificates in an answer. */
final class DerCertificates {
    private DerCertificates() {}

    static Certificates of(List<X509Certificate> certificates) {
        return new Certificates(certificates.stream().map(DerCertificates::of).toList());
    }

    static byte[] of(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a parsed certificate has an encoding", e);
        }
    }
}

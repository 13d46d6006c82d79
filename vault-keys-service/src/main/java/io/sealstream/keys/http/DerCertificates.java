package io.sealstream.keys.http;

import io.sealstream.protocol.calls.EnrolmentCalls.Certificates;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/** Certificates in an answer. */
final class DerCertificates {
    private DerCertificates() {}

    static Certificates of(List<X509Certificate> certificates) {
        List<byte[]> encoded = new ArrayList<>();
        try {
            for (X509Certificate certificate : certificates) {
                encoded.add(certificate.getEncoded());
            }
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a parsed certificate has an encoding", e);
        }
        return new Certificates(encoded);
    }
}

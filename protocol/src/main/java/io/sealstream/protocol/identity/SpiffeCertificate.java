package io.sealstream.protocol.identity;

import io.sealstream.protocol.InvalidIdentifierException;
import io.sealstream.protocol.SpiffeId;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;

/** Reads the identity out of a leaf certificate (SPIFFE X509-SVID, sections 2 to 5.2). */
public final class SpiffeCertificate {
    private static final int URI = 6;
    private static final int DIGITAL_SIGNATURE = 0;
    private static final int KEY_CERT_SIGN = 5;
    private static final int CRL_SIGN = 6;

    private SpiffeCertificate() {}

    /**
     * Reads it.
     *
     * @throws CertificateException unless the certificate is a leaf with exactly one URI name,
     *     which is the SPIFFE ID of a device, reader, operator or service
     */
    public static SpiffeId read(X509Certificate certificate) throws CertificateException {
        requireLeaf(certificate);
        Collection<List<?>> names = certificate.getSubjectAlternativeNames();
        if (names == null) {
            throw new CertificateException("no subject alternative name");
        }
        List<String> uris =
                names.stream()
                        .filter(name -> Integer.valueOf(URI).equals(name.get(0)))
                        .map(name -> (String) name.get(1))
                        .toList();
        if (uris.size() != 1) {
            throw new CertificateException("not exactly one URI name");
        }
        try {
            return SpiffeId.parse(uris.getFirst());
        } catch (InvalidIdentifierException e) {
            throw new CertificateException("the URI name is not a Sealstream identity", e);
        }
    }

    private static void requireLeaf(X509Certificate certificate) throws CertificateException {
        boolean[] usage = certificate.getKeyUsage();
        if (certificate.getBasicConstraints() != -1
                || usage == null
                || !usage[DIGITAL_SIGNATURE]
                || usage[KEY_CERT_SIGN]
                || usage[CRL_SIGN]) {
            throw new CertificateException("not a leaf certificate for signatures");
        }
    }
}

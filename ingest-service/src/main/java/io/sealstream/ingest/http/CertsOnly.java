package io.sealstream.ingest.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSAbsentContent;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.util.CollectionStore;

/** Certificates as EST sends them: a certs-only CMS message (RFC 7030, section 4.1.3), base64. */
final class CertsOnly {
    private CertsOnly() {}

    /** One line without a Content-Transfer-Encoding field (RFC 8951, section 3). */
    static String base64(List<byte[]> certificates) {
        try {
            List<X509CertificateHolder> holders = new ArrayList<>();
            for (byte[] der : certificates) {
                holders.add(new X509CertificateHolder(der));
            }
            CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
            generator.addCertificates(new CollectionStore<>(holders));
            byte[] message = generator.generate(new CMSAbsentContent()).getEncoded("DER");
            return Base64.getEncoder().encodeToString(message);
        } catch (IOException | CMSException e) {
            throw new IllegalStateException("the registrar sent no certificates", e);
        }
    }

    /** Reads base64 with or without line breaks. */
    static byte[] fromBase64(byte[] text) {
        String compact = new String(text, StandardCharsets.US_ASCII).replaceAll("\\s", "");
        return Base64.getDecoder().decode(compact);
    }
}

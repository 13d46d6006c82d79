package io.sealstream.device;

import io.sealstream.protocol.identity.Pem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/**
 * Enrolment over Secure Transport (RFC 7030 with the corrections of RFC 8951): PKCS#10 in,
 * certs-only PKCS#7 out, both base64.
 */
final class EstClient {
    private static final String PATH = "/.well-known/est/";
    private static final String PKCS10 = "application/pkcs10";

    private final IngestEndpoint ingest;

    EstClient(IngestEndpoint ingest) {
        this.ingest = ingest;
    }

    /** Certificates above the device's own: intermediates, and perhaps the root. */
    List<X509Certificate> caCertificates() throws IOException, InterruptedException {
        return certificates(ingest.get(PATH + "cacerts"));
    }

    /** The same, and compares the endpoint's time with the device's. */
    List<X509Certificate> caCertificates(DeviceClock clock)
            throws IOException, InterruptedException {
        Answer answer = ingest.get(PATH + "cacerts");
        clock.requireAbout(answer);
        return certificates(answer);
    }

    /** The certificate that was issued, for whatever key. */
    X509Certificate enrol(DeviceConfig config, KeyPair pair, String token)
            throws IOException, InterruptedException {
        String credentials = config.id().key() + ":" + token;
        String basic =
                "Basic "
                        + Base64.getEncoder()
                                .encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
        return issued(ingest.post(PATH + "simpleenroll", request(config, pair), PKCS10, basic));
    }

    /** The certificate that was issued, for whatever key. */
    X509Certificate reenrol(DeviceConfig config, KeyPair pair)
            throws IOException, InterruptedException {
        return issued(ingest.post(PATH + "simplereenroll", request(config, pair), PKCS10, ""));
    }

    private static String request(DeviceConfig config, KeyPair pair) throws IOException {
        KeyType type = KeyType.of(pair.getPublic());
        var name = new X500NameBuilder().addRDN(BCStyle.CN, config.device()).build();
        try {
            var signer =
                    new JcaContentSignerBuilder(type.signatureAlgorithm()).build(pair.getPrivate());
            byte[] der =
                    new JcaPKCS10CertificationRequestBuilder(name, pair.getPublic())
                            .build(signer)
                            .getEncoded();
            return Base64.getEncoder().encodeToString(der);
        } catch (OperatorCreationException e) {
            throw new DeviceException("the key does not sign", e);
        }
    }

    /** RFC 7030, section 4.2.3: the issued certificate only. */
    private static X509Certificate issued(Answer answer) throws IOException {
        List<X509Certificate> certificates = certificates(answer);
        if (certificates.size() != 1) {
            throw new IOException("the endpoint answered " + certificates.size() + " certificates");
        }
        return certificates.getFirst();
    }

    private static List<X509Certificate> certificates(Answer answer) throws IOException {
        if (answer.status() != 200) {
            String reason = answer.problem().map(p -> " (" + p.label() + ")").orElse("");
            throw new DeviceException("the endpoint refused: " + answer.status() + reason);
        }
        try {
            return Pem.readCertificates(Base64.getMimeDecoder().decode(answer.body()));
        } catch (CertificateException | IllegalArgumentException e) {
            throw new IOException("the endpoint answered no certificates", e);
        }
    }
}

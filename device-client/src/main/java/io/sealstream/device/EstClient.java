package io.sealstream.device;

import io.sealstream.protocol.identity.Pem;
import io.sealstream.protocol.signature.EnrolmentKey;
import io.sealstream.protocol.signature.EnrolmentSignature;
import io.sealstream.protocol.signature.EnrolmentSigner;
import io.sealstream.protocol.signature.SignatureHeaders;
import java.io.IOException;
import java.security.KeyPair;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/**
 * Enrolment over Secure Transport (RFC 7030 with the corrections of RFC 8951): PKCS#10 in,
 * certs-only PKCS#7 out, both base64. Requests are signed by what authorises them, so that no
 * server on their way can use them for another key; the times are the endpoint's, for the clock of
 * a device may be wrong.
 */
final class EstClient {
    private static final String PATH = "/.well-known/est/";
    private static final String PKCS10 = "application/pkcs10";

    private final IngestEndpoint ingest;

    EstClient(IngestEndpoint ingest) {
        this.ingest = ingest;
    }

    /**
     * What the endpoint says before it is asked for a certificate.
     *
     * @param certificates above the device's own: intermediates, and perhaps the root
     * @param time by the endpoint's clock
     */
    record Greeting(List<X509Certificate> certificates, Instant time) {}

    Greeting greeting(DeviceClock clock) throws IOException, InterruptedException {
        Answer answer = ingest.get(PATH + "cacerts");
        return new Greeting(certificates(answer), clock.timeOf(answer));
    }

    /** The same, and compares the endpoint's time with the device's. */
    Greeting requireGreeting(DeviceClock clock) throws IOException, InterruptedException {
        Answer answer = ingest.get(PATH + "cacerts");
        clock.requireAbout(answer);
        return new Greeting(certificates(answer), clock.timeOf(answer));
    }

    /** The certificate that was issued, for whatever key. */
    X509Certificate enrol(DeviceConfig config, KeyPair pair, EnrolmentKey token, Instant time)
            throws IOException, InterruptedException {
        return issued(config, pair, EnrolmentSigner.first(token, config.id()), time);
    }

    /** The certificate that was issued, for whatever key. */
    X509Certificate reenrol(DeviceConfig config, KeyPair pair, DeviceIdentity current, Instant time)
            throws IOException, InterruptedException {
        return issued(
                config, pair, EnrolmentSigner.renewal(current.key(), current.publicKey()), time);
    }

    private X509Certificate issued(
            DeviceConfig config, KeyPair pair, EnrolmentSigner signer, Instant time)
            throws IOException, InterruptedException {
        byte[] csr = request(config, pair);
        SignatureHeaders signature = signer.sign(csr, time);
        Map<String, String> headers =
                Map.of(
                        "Content-Type",
                        PKCS10,
                        "Content-Digest",
                        EnrolmentSignature.contentDigest(csr),
                        "Signature-Input",
                        signature.signatureInput(),
                        "Signature",
                        signature.signature());
        return issued(
                ingest.post(signer.purpose().path(), EnrolmentSignature.content(csr), headers));
    }

    private static byte[] request(DeviceConfig config, KeyPair pair) throws IOException {
        KeyType type = KeyType.of(pair.getPublic());
        var name = new X500NameBuilder().addRDN(BCStyle.CN, config.device()).build();
        try {
            var signer =
                    new JcaContentSignerBuilder(type.signatureAlgorithm()).build(pair.getPrivate());
            return new JcaPKCS10CertificationRequestBuilder(name, pair.getPublic())
                    .build(signer)
                    .getEncoded();
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

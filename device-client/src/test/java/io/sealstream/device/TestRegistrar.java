package io.sealstream.device;

import com.sun.net.httpserver.HttpExchange;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.Problem;
import io.sealstream.protocol.signature.DeviceKey;
import io.sealstream.protocol.signature.EnrolmentKey;
import io.sealstream.protocol.signature.EnrolmentPurpose;
import io.sealstream.protocol.signature.EnrolmentSignature;
import io.sealstream.protocol.signature.SignatureHeaders;
import io.sealstream.testkit.TestPki;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSAbsentContent;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;

/** EST as the platform answers it; a token is used with one key. */
final class TestRegistrar {
    private final TestPki pki;
    private final DeviceId device;
    volatile String token;

    final AtomicInteger enrolments = new AtomicInteger();
    volatile Instant notAfter = Instant.now().plus(Duration.ofHours(1));
    volatile PublicKey usedWith;
    volatile boolean losesNextAnswer;
    final List<PublicKey> renewed = new CopyOnWriteArrayList<>();

    TestRegistrar(TestPki pki, DeviceId device, String token) {
        this.pki = pki;
        this.device = device;
        this.token = token;
    }

    /** Answers; {@code sender} is the certificate that came with the connection. */
    void answer(HttpExchange exchange, String operation, Optional<X509Certificate> sender)
            throws Exception {
        byte[] body = exchange.getRequestBody().readAllBytes();
        switch (operation) {
            case "cacerts" -> certificates(exchange, List.of(pki.tenants(), pki.root()));
            case "simpleenroll" -> enrol(exchange, body);
            default -> {
                if (sender.isPresent() && isSigned(exchange, body, sender.get().getPublicKey())) {
                    renewed.add(key(body));
                    answer(exchange, body);
                } else {
                    IngestServer.problem(exchange, Problem.FORBIDDEN);
                }
            }
        }
    }

    private void enrol(HttpExchange exchange, byte[] body) throws Exception {
        enrolments.incrementAndGet();
        DeviceKey key = EnrolmentKey.ofToken(token).publicKey();
        boolean right = isSigned(exchange, EnrolmentPurpose.FIRST, body, key, device.key());
        if (!right || (usedWith != null && !usedWith.equals(key(body)))) {
            IngestServer.problem(exchange, Problem.FORBIDDEN);
            return;
        }
        usedWith = key(body);
        answer(exchange, body);
    }

    private void answer(HttpExchange exchange, byte[] body) throws Exception {
        if (losesNextAnswer) {
            losesNextAnswer = false;
            exchange.close();
            return;
        }
        certificates(exchange, List.of(pki.tenant(device, key(body), notAfter)));
    }

    private static boolean isSigned(HttpExchange exchange, byte[] body, PublicKey current)
            throws Exception {
        DeviceKey key = DeviceKey.ofSubjectPublicKeyInfo(current.getEncoded());
        return isSigned(exchange, EnrolmentPurpose.RENEWAL, body, key, key.keyId().value());
    }

    private static boolean isSigned(
            HttpExchange exchange, EnrolmentPurpose purpose, byte[] body, DeviceKey key, String id)
            throws Exception {
        var fields = exchange.getRequestHeaders();
        var headers =
                new SignatureHeaders(
                        fields.getFirst("Signature-Input"), fields.getFirst("Signature"));
        byte[] csr = Base64.getDecoder().decode(body);
        return !fields.containsKey("Authorization")
                && EnrolmentSignature.contentDigest(csr).equals(fields.getFirst("Content-Digest"))
                && EnrolmentSignature.read(purpose, headers, csr).isBy(key, id, Instant.now());
    }

    private static PublicKey key(byte[] body) throws Exception {
        return new JcaPKCS10CertificationRequest(Base64.getMimeDecoder().decode(body))
                .getPublicKey();
    }

    private static void certificates(HttpExchange exchange, List<X509Certificate> certificates)
            throws Exception {
        CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
        generator.addCertificates(new JcaCertStore(certificates));
        byte[] der = generator.generate(new CMSAbsentContent(), false).getEncoded();
        IngestServer.respond(exchange, 200, Base64.getEncoder().encode(der));
    }
}

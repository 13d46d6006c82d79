package io.sealstream.device;

import com.sun.net.httpserver.HttpExchange;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.Problem;
import io.sealstream.testkit.TestPki;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSAbsentContent;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;

/** EST as the platform answers it; a token is used with one key. */
final class TestRegistrar {
    private final TestPki pki;
    private final DeviceId device;
    private final String token;

    final AtomicInteger enrolments = new AtomicInteger();
    volatile Instant notAfter = Instant.now().plus(Duration.ofHours(1));
    volatile PublicKey usedWith;
    volatile boolean losesNextEnrolment;

    TestRegistrar(TestPki pki, DeviceId device, String token) {
        this.pki = pki;
        this.device = device;
        this.token = token;
    }

    /** Answers; {@code known} says whether a certificate came with the connection. */
    void answer(HttpExchange exchange, String operation, boolean known) throws Exception {
        byte[] body = exchange.getRequestBody().readAllBytes();
        switch (operation) {
            case "cacerts" -> certificates(exchange, List.of(pki.tenants(), pki.root()));
            case "simpleenroll" -> enrol(exchange, key(body));
            default -> {
                if (known) {
                    certificates(exchange, List.of(pki.tenant(device, key(body), notAfter)));
                } else {
                    IngestServer.problem(exchange, Problem.FORBIDDEN);
                }
            }
        }
    }

    private void enrol(HttpExchange exchange, PublicKey key) throws Exception {
        enrolments.incrementAndGet();
        boolean right = basic().equals(exchange.getRequestHeaders().getFirst("Authorization"));
        if (!right || (usedWith != null && !usedWith.equals(key))) {
            IngestServer.problem(exchange, Problem.FORBIDDEN);
            return;
        }
        usedWith = key;
        if (losesNextEnrolment) {
            losesNextEnrolment = false;
            exchange.close();
            return;
        }
        certificates(exchange, List.of(pki.tenant(device, key, notAfter)));
    }

    private String basic() {
        byte[] credentials = (device.key() + ":" + token).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(credentials);
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

package io.sealstream.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sealstream.fixture.TestDevice;
import io.sealstream.ingest.EnrolmentDesk;
import io.sealstream.ingest.EnrolmentLimits;
import io.sealstream.ingest.Epochs;
import io.sealstream.ingest.RateLimit;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.DeviceState.Status;
import io.sealstream.protocol.nonce.EpochIssuer;
import io.sealstream.protocol.nonce.EpochKeys;
import io.sealstream.protocol.signature.EnrolmentKey;
import io.sealstream.protocol.signature.EnrolmentSigner;
import io.sealstream.protocol.signature.SignatureHeaders;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.cms.CMSSignedData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** EST from outside, byte by byte. */
class EstRoutesTest {
    private static final String BASIC =
            "Authorization: Basic "
                    + Base64.getEncoder()
                            .encodeToString("acme/d1:token".getBytes(StandardCharsets.UTF_8));
    private static final String EXPECT = "Expect: 100-continue";

    private final Vertx vertx = Vertx.vertx();
    private final Desk desk = new Desk();
    private HttpServer server;

    @BeforeEach
    void serve() {
        Router router = Router.router(vertx);
        EpochIssuer epochs =
                new EpochIssuer(
                        () -> EpochKeys.of(List.of()), "sealstream.local", InstantSource.system());
        new EstRoutes(
                        desk,
                        new EnrolmentLimits(new RateLimit.Rate(1, 3), () -> 0L),
                        null,
                        new BodyReader(1 << 20, Duration.ofSeconds(10)),
                        new Answers(new Epochs(epochs), new SimpleMeterRegistry()),
                        Runnable::run,
                        new EndpointSettings(null, 0, 0, Duration.ZERO))
                .addTo(router);
        server = RawHttp.serve(vertx, new HttpServerOptions(), router);
    }

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void clientThatWaitsIsToldToSendItsRequest() throws Exception {
        try (RawHttp client = connect()) {
            // When
            client.send(post(BASIC, EXPECT, "Content-Length: 4"));
            // Then
            assertThat(client.head()).startsWith("HTTP/1.1 100 ");
            assertThat(desk.requests).isEmpty();
            client.send("AQID");
            assertThat(client.head()).startsWith("HTTP/1.1 200 ");
            assertThat(desk.requests).containsExactly(new byte[] {1, 2, 3});
        }
    }

    @Test
    void clientThatWaitsInVainIsToldTheFinalStatusAtOnce() throws Exception {
        try (RawHttp nobody = connect();
                RawHttp large = connect()) {
            // When
            nobody.send(post(EXPECT, "Content-Length: 4"));
            large.send(post(BASIC, EXPECT, "Content-Length: 20000"));
            // Then
            assertThat(nobody.head()).startsWith("HTTP/1.1 401 ").contains("connection: close");
            assertThat(large.head()).startsWith("HTTP/1.1 413 ").contains("connection: close");
        }
    }

    @Test
    void clientThatDoesNotWaitIsNotToldToContinue() throws Exception {
        try (RawHttp client = connect()) {
            client.send(post(BASIC, "Content-Length: 4") + "AQID");
            assertThat(client.head()).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void enrolmentIsAnsweredWithTheIssuedCertificateAlone() throws Exception {
        try (RawHttp client = connect()) {
            // When
            client.send(post(BASIC, "Content-Length: 4") + "AQID");
            // Then
            String head = client.head();
            assertThat(head).containsPattern("date: \\w{3}, \\d\\d \\w{3} \\d{4} [0-9:]{8} gmt");
            byte[] cms = Base64.getDecoder().decode(client.body(head));
            assertThat(new CMSSignedData(cms).getCertificates().getMatches(null))
                    .extracting(certificate -> certificate.getEncoded())
                    .containsExactly(desk.certificate);
        }
    }

    @Test
    void signatureIsPassedOnForTheDeviceThatItNames() throws Exception {
        SignatureHeaders own = signed("acme/pump-1");
        SignatureHeaders nobody = signed("Nobody");
        var broken = new SignatureHeaders("sig1=()", own.signature());
        assertThat(head(own)).startsWith("HTTP/1.1 200 ");
        assertThat(desk.signed).containsExactly(new DeviceId("acme", "pump-1"));
        assertThat(head(nobody)).startsWith("HTTP/1.1 403 ");
        assertThat(head(broken)).startsWith("HTTP/1.1 400 ");
        assertThat(desk.requests).hasSize(1);
    }

    private String head(SignatureHeaders signature) throws Exception {
        try (RawHttp client = connect()) {
            client.send(
                    post(
                                    "Signature-Input: " + signature.signatureInput(),
                                    "Signature: " + signature.signature(),
                                    "Content-Length: 4")
                            + "AQID");
            return client.head();
        }
    }

    private static SignatureHeaders signed(String keyId) {
        SignatureHeaders headers =
                EnrolmentSigner.first(
                                EnrolmentKey.ofToken(EnrolmentKey.newToken()),
                                new DeviceId("acme", "pump-1"))
                        .sign(new byte[] {1, 2, 3}, Instant.now());
        return new SignatureHeaders(
                headers.signatureInput().replace("acme/pump-1", keyId), headers.signature());
    }

    @Test
    void whatIsNoBase64IsMalformed() throws Exception {
        for (String body : List.of("-----BEGIN CERTIFICATE REQUEST-----", "\u0001\u0002", "A")) {
            try (RawHttp client = connect()) {
                client.send(post(BASIC, "Content-Length: " + body.length()) + body);
                String head = client.head();
                assertThat(head).startsWith("HTTP/1.1 400 ");
                assertThat(client.body(head)).contains("malformed-request");
            }
        }
        assertThat(desk.requests).isEmpty();
    }

    @Test
    void oneAddressThatAsksTooOftenIsToldToWait() throws Exception {
        List<String> heads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            try (RawHttp client = connect()) {
                client.send(post(BASIC, "Content-Length: 4") + "AQID");
                heads.add(client.head());
            }
        }
        assertThat(heads.subList(0, 3)).allMatch(head -> head.startsWith("HTTP/1.1 200 "));
        assertThat(heads.getLast()).startsWith("HTTP/1.1 429 ").contains("retry-after: 2");
    }

    private static String post(String... fields) {
        return RawHttp.post("/.well-known/est/simpleenroll", fields);
    }

    private RawHttp connect() throws IOException {
        return new RawHttp(new Socket(InetAddress.getLoopbackAddress(), server.actualPort()));
    }

    /** Issues the same certificate to everybody. */
    private static final class Desk implements EnrolmentDesk {
        private final List<byte[]> requests = new ArrayList<>();
        private final List<DeviceId> signed = new ArrayList<>();
        private final byte[] certificate;

        Desk() {
            try (TestDevice device = new TestDevice("acme", "d1")) {
                certificate =
                        device.state(Status.ACTIVE, Instant.EPOCH).keys().getFirst().certificate();
            }
        }

        @Override
        public List<byte[]> caCertificates() {
            return List.of(certificate);
        }

        @Override
        public byte[] enrol(DeviceId device, String token, byte[] csr) {
            requests.add(csr);
            return certificate;
        }

        @Override
        public byte[] enrol(DeviceId device, SignatureHeaders signature, byte[] csr) {
            signed.add(device);
            requests.add(csr);
            return certificate;
        }

        @Override
        public byte[] renew(DeviceId device, SignatureHeaders signature, byte[] csr) {
            requests.add(csr);
            return certificate;
        }
    }
}

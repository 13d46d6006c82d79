package io.sealstream.keys.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sealstream.keys.Csr;
import io.sealstream.keys.Signed;
import io.sealstream.keys.boot.HttpCaller.Answer;
import io.sealstream.keys.devices.EnrolmentToken;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.DeviceState;
import io.sealstream.protocol.Json;
import io.sealstream.protocol.MalformedRecordException;
import io.sealstream.protocol.OperatorId;
import io.sealstream.protocol.Principal;
import io.sealstream.protocol.ReaderId;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.calls.EnrolmentCalls.Renewal;
import io.sealstream.protocol.calls.EnrolmentCalls.TokenEnrolment;
import io.sealstream.protocol.seal.NewDataKey;
import io.sealstream.protocol.signature.SignatureHeaders;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The running service over mutual TLS, with Vault and the document store beside it. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class KeysHttpContractTest {
    private static final OperatorId OPERATOR = new OperatorId("olga");

    @TestHTTPResource(value = "/", tls = true)
    URI base = URI.create("https://unset");

    @TestHTTPResource(value = "/q", management = true, tls = true)
    URI management = URI.create("https://unset");

    private final String device = "pump-" + UUID.randomUUID();

    @BeforeEach
    void waitUntilReady() {
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        HttpCaller.as(management, ServiceName.BOOTSTRAP)
                                        .get("/q/health/ready")
                                        .status()
                                == 200);
    }

    private HttpCaller as(Principal principal) {
        return HttpCaller.as(base, principal);
    }

    private String register() {
        Answer answer = as(OPERATOR).post("/v1/tenants/acme/devices", Map.of("device", device));
        assertThat(answer.status()).isEqualTo(201);
        return answer.json().get("enrolmentToken").asText();
    }

    private Answer enrol(String token, KeyPair key) {
        return enrol(device, token, key);
    }

    private Answer enrol(String name, String token, KeyPair key) {
        byte[] csr = Csr.by(key);
        DeviceId id = new DeviceId("acme", name);
        return as(ServiceName.INGEST)
                .post(
                        "/v1/enrolments",
                        Map.of(
                                "tenant",
                                id.tenant(),
                                "device",
                                id.device(),
                                "signature",
                                Signed.enrolment(id, new EnrolmentToken(token), csr, Instant.now()),
                                "csr",
                                csr));
    }

    private Answer renew(KeyPair by, KeyPair key) {
        byte[] csr = Csr.by(key);
        SignatureHeaders signature = Signed.renewal(by, csr, Instant.now());
        return as(ServiceName.INGEST)
                .post("/v1/renewals", new Renewal("acme", device, signature, csr));
    }

    private DeviceState state() {
        Answer answer = as(OPERATOR).get("/v1/tenants/acme/devices/" + device);
        try {
            return Json.read(answer.text().getBytes(StandardCharsets.UTF_8), DeviceState.class);
        } catch (MalformedRecordException e) {
            throw new IllegalStateException(answer.text(), e);
        }
    }

    @Test
    void deviceIsRegisteredEnrolledRenewedAndRevoked() {
        // Given
        KeyPair key = Csr.p256();
        Answer enrolled = enrol(register(), key);
        assertThat(enrolled.status()).isEqualTo(200);
        assertThat(enrolled.json().fieldNames()).toIterable().containsExactly("certificate");
        // When
        Answer renewed = renew(key, Csr.p256());
        Answer forged = renew(Csr.p256(), Csr.p256());
        Answer revoked = as(OPERATOR).post("/v1/tenants/acme/devices/" + device + "/revocation");
        // Then
        assertThat(renewed.status()).isEqualTo(200);
        assertThat(forged.status()).isEqualTo(403);
        assertThat(forged.json().get("type").asText())
                .isEqualTo("urn:sealstream:problem:bad-signature");
        // There is no broker here: it is revoked, and not yet known to others.
        assertThat(revoked.status()).isEqualTo(503);
        assertThat(state().status()).isEqualTo(DeviceState.Status.REVOKED);
        assertThat(state().keys()).hasSize(2);
    }

    @Test
    void wrongTokenAndUnknownDeviceAreRefusedAlike() {
        // Given
        String token = register();
        // When
        Answer wrong = enrol(EnrolmentToken.random().text(), Csr.p256());
        Answer unknown = enrol("none", token, Csr.p256());
        // Then
        assertThat(wrong).isEqualTo(unknown);
        assertThat(wrong.status()).isEqualTo(403);
        assertThat(wrong.type()).startsWith("application/problem+json");
        assertThat(wrong.json().get("type").asText()).isEqualTo("urn:sealstream:problem:forbidden");
    }

    @Test
    void tokenThatIsShownIsRefusedUnlessTheTenantAllowsIt() {
        // Given
        byte[] csr = Csr.by(Csr.p256());
        // When
        Answer shown =
                as(ServiceName.INGEST)
                        .post(
                                "/v1/enrolments/by-token",
                                new TokenEnrolment("acme", device, register(), csr));
        // Then
        assertThat(shown.status()).isEqualTo(400);
        assertThat(shown.json().get("type").asText())
                .isEqualTo("urn:sealstream:problem:malformed-signature");
    }

    @Test
    void storageOpensADataKeyThatIngestAnnounced() {
        // Given
        enrol(register(), Csr.p256());
        DeviceState.EnvelopeKey envelopeKey = Objects.requireNonNull(state().envelopeKey());
        NewDataKey made =
                NewDataKey.create(new DeviceId("acme", device), envelopeKey, Instant.now(), 10);
        Map<String, Object> order =
                Map.of(
                        "tenant",
                        "acme",
                        "device",
                        device,
                        "announcements",
                        List.of(made.announcement()));
        // When
        Answer answer = as(ServiceName.STORAGE).post("/v1/data-keys/unwrap", order);
        // Then
        assertThat(answer.status()).isEqualTo(200);
        JsonNode key = answer.json().get("keys").get(0);
        assertThat(key.get("dataKeyId").asText())
                .isEqualTo(made.announcement().dataKeyId().toString());
        assertThat(Base64.getDecoder().decode(key.get("key").asText())).hasSize(32);
        assertThat(as(ServiceName.INGEST).post("/v1/data-keys/unwrap", order).status())
                .isEqualTo(403);
    }

    @Test
    void epochKeysAreForIngestAndGuardAlone() {
        // When
        Answer ingest = as(ServiceName.INGEST).get("/v1/epoch-keys");
        Answer guard = as(ServiceName.REPLAY_GUARD).get("/v1/epoch-keys");
        // Then
        assertThat(ingest.status()).isEqualTo(200);
        assertThat(guard.text()).isEqualTo(ingest.text());
        JsonNode first = ingest.json().get("keys").get(0);
        assertThat(first.fieldNames()).toIterable().containsExactly("kid", "key", "notAfter");
        for (var other :
                List.of(
                        ServiceName.STORAGE,
                        OPERATOR,
                        new ReaderId("acme", "r"),
                        new DeviceId("acme", "d"))) {
            assertThat(as(other).get("/v1/epoch-keys").status()).isEqualTo(403);
        }
    }

    @Test
    void devicesAreForOperatorsAlone() {
        for (var other : List.of(ServiceName.INGEST, new DeviceId("acme", "d"))) {
            assertThat(as(other).get("/v1/tenants/acme/devices").status()).isEqualTo(403);
            assertThat(
                            as(other)
                                    .post("/v1/tenants/acme/devices", Map.of("device", device))
                                    .status())
                    .isEqualTo(403);
        }
    }

    @Test
    void devicesAreListedInPages() {
        // Given
        String tenant = "t" + UUID.randomUUID().toString().substring(0, 8);
        String devices = "/v1/tenants/" + tenant + "/devices";
        for (String name : List.of("a", "b", "c")) {
            as(OPERATOR).post(devices, Map.of("device", name));
        }
        // When
        JsonNode first = as(OPERATOR).get(devices + "?limit=2").json();
        JsonNode second = as(OPERATOR).get(devices + "?limit=2&after=b").json();
        // Then
        assertThat(first.get("devices")).hasSize(2);
        assertThat(first.get("next").asText()).isEqualTo("b");
        assertThat(second.get("devices")).hasSize(1);
        assertThat(second.get("next").isNull()).isTrue();
        for (String wrong : List.of("0", "x", "99999999999")) {
            assertThat(as(OPERATOR).get(devices + "?limit=" + wrong).status()).isEqualTo(400);
        }
    }

    @Test
    void malformedRequestsAreRefused() {
        assertThat(as(OPERATOR).postText("/v1/tenants/acme/devices", "{").status()).isEqualTo(400);
        assertThat(as(OPERATOR).postText("/v1/tenants/acme/devices", "{}").status()).isEqualTo(400);
        assertThat(as(OPERATOR).postText("/v1/tenants/acme/devices", "null").status())
                .isEqualTo(400);
        assertThat(as(OPERATOR).postText("/v1/tenants/acme/devices", "{\"device\":null}").status())
                .isEqualTo(400);
        assertThat(as(OPERATOR).get("/v1/tenants/UPPER/devices/x").status()).isEqualTo(400);
        assertThat(as(OPERATOR).get("/v1/tenants/acme/devices/none").status()).isEqualTo(404);
        assertThat(
                        as(ServiceName.STORAGE)
                                .postText(
                                        "/v1/data-keys/unwrap",
                                        "{\"tenant\":\"a\",\"device\":\"b\",\"announcements\":[null]}")
                                .status())
                .isEqualTo(400);
        register();
        assertThat(as(OPERATOR).post("/v1/tenants/acme/devices", Map.of("device", device)).status())
                .isEqualTo(409);
    }

    @Test
    void anchorsAreTenantIntermediateAndRoot() {
        Answer answer = as(ServiceName.INGEST).get("/v1/ca-certificates");
        assertThat(answer.json().get("certificates")).hasSize(2);
    }

    @Test
    void sealedVaultStopsEnrolmentButNotEpochKeys() {
        // Given
        String token = register();
        Stack.vault().vault().seal();
        try {
            // When
            Answer answer = enrol(token, Csr.p256());
            // Then
            assertThat(answer.status()).isEqualTo(503);
            assertThat(as(ServiceName.INGEST).get("/v1/epoch-keys").status()).isEqualTo(200);
        } finally {
            Stack.vault().vault().unseal();
        }
        assertThat(enrol(token, Csr.p256()).status()).isEqualTo(200);
    }

    @Test
    void callerWithoutACertificateGetsNoAnswer() throws Exception {
        // Given
        SSLContext none = SSLContext.getInstance("TLSv1.3");
        none.init(null, TrustAll.MANAGERS, null);
        // When, Then
        try (HttpClient http = HttpClient.newBuilder().sslContext(none).build()) {
            HttpRequest request =
                    HttpRequest.newBuilder(base.resolve("/v1/epoch-keys")).GET().build();
            assertThatThrownBy(() -> http.send(request, BodyHandlers.ofString()))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void metricsAreOnTheManagementPort() {
        Answer answer = HttpCaller.as(management, ServiceName.BOOTSTRAP).get("/q/metrics");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).contains("sealstream_background_failures");
    }
}

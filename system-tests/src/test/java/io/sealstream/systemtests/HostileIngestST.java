package io.sealstream.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sealstream.device.DeviceClient;
import io.sealstream.device.KeyType;
import io.sealstream.device.OutgoingEvent;
import io.sealstream.device.SendResult;
import io.sealstream.fixture.TestDevice;
import io.sealstream.operator.OperatorClient;
import io.sealstream.protocol.DataKeyAnnouncement;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.EventId;
import io.sealstream.protocol.Json;
import io.sealstream.protocol.MalformedRecordException;
import io.sealstream.protocol.RejectedNotice;
import io.sealstream.protocol.SecurityFinding;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.StreamName;
import io.sealstream.protocol.SubmissionCodec;
import io.sealstream.protocol.Topic;
import io.sealstream.protocol.calls.EnrolmentCalls;
import io.sealstream.protocol.calls.UnwrapCall;
import io.sealstream.protocol.identity.Pem;
import io.sealstream.protocol.signature.EnrolmentKey;
import io.sealstream.protocol.signature.SignatureHeaders;
import io.sealstream.systemtests.stack.Http;
import io.sealstream.systemtests.stack.Listener;
import io.sealstream.systemtests.stack.Stack;
import io.sealstream.systemtests.stack.StackExtension;
import io.sealstream.systemtests.theft.KafkaThief;
import io.sealstream.systemtests.theft.StolenDatabase;
import io.sealstream.systemtests.traffic.Fleet;
import io.sealstream.systemtests.traffic.RawDevice;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * One who has stolen ingest's identity, and so sees and forwards every request of a device: no
 * device and no key becomes its own, and it reads and changes nothing beyond what passes through.
 */
@ExtendWith(StackExtension.class)
class HostileIngestST {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final StreamName CLIMATE = new StreamName("climate");

    private final DeviceId id = new DeviceId("acme", "victim-" + UUID.randomUUID());
    private Stack stack;

    @BeforeEach
    void use(Stack running) {
        stack = running;
    }

    @Test
    void getsNoCertificateForAKeyOfItsOwn() throws Exception {
        try (OperatorClient operator = stack.operatorClient();
                Http keys = as(ServiceName.INGEST, ServiceName.VAULT_KEYS, Listener.VAULT_KEYS)) {
            // Given: what it saw of honest requests
            RawDevice victim = new RawDevice(stack, id);
            byte[] own = new RawDevice(stack, id).der();
            SignatureHeaders enrolment = victim.enrolment(operator.register(id).token().text());
            DeviceId otherId = new DeviceId("acme", "other-" + UUID.randomUUID());
            String others = operator.register(otherId).token().text();

            // When, Then: enrolment
            assertRefused(403, keys, enrolment(id, enrolment, own));
            assertRefused(403, keys, enrolment(otherId, enrolment, victim.der()));
            assertRefused(403, keys, enrolment(id, victim.enrolment(others), victim.der()));
            assertRefused(403, keys, shown(id, EnrolmentKey.newToken(), own));
            assertRefused(400, keys, shown(new DeviceId("globex", "x"), others, own));
            List<X509Certificate> chain =
                    certificates(keys, enrolment(id, enrolment, victim.der()));
            assertThat(certificates(keys, enrolment(id, enrolment, victim.der())))
                    .extracting(X509Certificate::getPublicKey)
                    .containsExactly(chain.getFirst().getPublicKey());
            assertRefused(403, keys, enrolment(id, enrolment, own));

            // When, Then: renewal
            byte[] next = new RawDevice(stack, id).der();
            SignatureHeaders renewal = victim.renewal(chain, next);
            JsonNode before = keysOf(id);
            assertRefused(400, keys, renewal(id, null, own));
            assertRefused(403, keys, renewal(id, renewal, own));
            assertRefused(400, keys, renewal(id, enrolment, own));
            assertRefused(404, keys, renewal(new DeviceId("acme", "none"), renewal, next));
            assertThat(keysOf(id)).isEqualTo(before);
            for (int i = 0; i < 5; i++) {
                assertThat(certificates(keys, renewal(id, renewal, next))).hasSize(1);
            }
            assertThat(keysOf(id)).hasSize(2);
            assertThat(keysOf(id).path(1).path("keyId")).isEqualTo(before.path(0).path("keyId"));
            assertThat(keysOf(id).path(1).path("endedAt").isNull()).isTrue();
        }
        eventually(() -> found("forged-renewal") && found("forged-enrolment"));
    }

    @Test
    void opensNoDataKeyAndManagesNoDevice(@TempDir Path folder) throws Exception {
        try (Fleet fleet = new Fleet(stack, folder);
                StolenDatabase database = new StolenDatabase(stack);
                Http keys = as(ServiceName.INGEST, ServiceName.VAULT_KEYS, Listener.VAULT_KEYS);
                Http storage = as(ServiceName.INGEST, ServiceName.STORAGE, Listener.STORAGE)) {
            // Given
            EventId event = send(fleet.enrol(id, KeyType.P256, 20));
            List<DataKeyAnnouncement> announced = database.announcements(id);
            byte[] order = Json.write(new UnwrapCall.Order(id.tenant(), id.device(), announced));
            String devices = "/v1/tenants/acme/devices";
            String one = devices + "/" + id.device();

            // When, Then
            assertThat(keys.post(UnwrapCall.PATH, order).statusCode()).isEqualTo(403);
            for (String path : List.of(devices, one + "/enrolment-token", one + "/revocation")) {
                byte[] body = "{\"device\":\"planted\"}".getBytes(UTF_8);
                assertThat(keys.post(path, body).statusCode()).isEqualTo(403);
            }
            assertThat(keys.get(one).statusCode()).isEqualTo(403);
            assertThat(storage.get(one + "/streams/climate/events/" + event).statusCode())
                    .isEqualTo(403);
            assertThat(JSON.readTree(keys.get("/v1/epoch-keys").body()).path("keys")).isNotEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"DEVICE_STATE", "ACCEPTED", "RETRIED", "REJECTED", "STORED"})
    void writesNothingThatOthersDecide(Topic topic) {
        try (KafkaProducer<String, byte[]> writer =
                new KafkaThief(stack).writer(ServiceName.INGEST)) {
            var record = new ProducerRecord<>(topic.topicName(), id.key(), new byte[] {'{'});
            assertThatThrownBy(() -> writer.send(record).get(30, TimeUnit.SECONDS))
                    .hasRootCauseInstanceOf(TopicAuthorizationException.class);
        }
    }

    @Test
    void submissionsAndAnnouncementsOfItsOwnHaveNoEffect(@TempDir Path folder) throws Exception {
        KafkaThief thief = new KafkaThief(stack);
        try (Fleet fleet = new Fleet(stack, folder);
                StolenDatabase database = new StolenDatabase(stack);
                TestDevice forger = new TestDevice(id.tenant(), id.device());
                KafkaProducer<String, byte[]> writer = thief.writer(ServiceName.INGEST)) {
            // Given
            DeviceClient device = fleet.enrol(id, KeyType.P256, 20);
            send(device);
            String nonce = device.prepare(event()).nonce();
            DataKeyAnnouncement first = database.announcements(id).getFirst();

            // When
            EventId forged = EventId.random();
            write(
                    writer,
                    Topic.RECEIVED,
                    id.key(),
                    SubmissionCodec.encode(
                            forger.submission(
                                    CLIMATE, forged, new byte[] {1}, nonce, Instant.now())));
            write(
                    writer,
                    Topic.DATA_KEY,
                    first.dataKeyId().toString(),
                    Json.write(
                            new DataKeyAnnouncement(
                                    first.dataKeyId(),
                                    first.tenant(),
                                    first.device(),
                                    first.envelopeKeyId(),
                                    first.suite(),
                                    new byte[first.enc().length],
                                    first.created())));

            // Then
            eventually(() -> rejected(thief, forged));
            eventually(() -> found("data-key-conflict"));
            send(device);
            assertThat(database.announcements(id))
                    .usingRecursiveFieldByFieldElementComparator()
                    .contains(first);
            assertThat(database.events(id)).hasSize(2);
        }
    }

    private static void write(
            KafkaProducer<String, byte[]> writer, Topic topic, String key, byte[] value)
            throws Exception {
        writer.send(new ProducerRecord<>(topic.topicName(), key, value)).get(30, TimeUnit.SECONDS);
    }

    private static boolean rejected(KafkaThief thief, EventId event) {
        List<RejectedNotice> notices = new ArrayList<>();
        thief.readAll(
                Topic.REJECTED,
                record -> read(record.value(), RejectedNotice.class).ifPresent(notices::add));
        return notices.stream().anyMatch(notice -> notice.eventId().equals(event));
    }

    private boolean found(String kind) {
        List<SecurityFinding> findings = new ArrayList<>();
        new KafkaThief(stack)
                .readAll(
                        Topic.FINDING,
                        record ->
                                read(record.value(), SecurityFinding.class)
                                        .ifPresent(findings::add));
        return findings.stream()
                .anyMatch(found -> found.kind().equals(kind) && found.subject().equals(id.key()));
    }

    /** Other tests leave records that nobody can read. */
    private static <T> Optional<T> read(byte @Nullable [] json, Class<T> type) {
        try {
            return json == null ? Optional.empty() : Optional.of(Json.read(json, type));
        } catch (MalformedRecordException e) {
            return Optional.empty();
        }
    }

    private static void eventually(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private static EventId send(DeviceClient device) {
        SendResult result = device.send(event()).join();
        assertThat(result).isInstanceOf(SendResult.Stored.class);
        return result.id();
    }

    private static OutgoingEvent event() {
        return OutgoingEvent.of(CLIMATE.value(), "application/json", "{\"t\":1}".getBytes(UTF_8));
    }

    private static Object enrolment(DeviceId id, SignatureHeaders signature, byte[] csr) {
        return new EnrolmentCalls.Enrolment(id.tenant(), id.device(), signature, csr);
    }

    private static Object shown(DeviceId id, String token, byte[] csr) {
        return new EnrolmentCalls.TokenEnrolment(id.tenant(), id.device(), token, csr);
    }

    private static Object renewal(DeviceId id, SignatureHeaders signature, byte[] csr) {
        return new EnrolmentCalls.Renewal(id.tenant(), id.device(), signature, csr);
    }

    private static String path(Object order) {
        return switch (order) {
            case EnrolmentCalls.Enrolment _ -> EnrolmentCalls.ENROLMENTS;
            case EnrolmentCalls.TokenEnrolment _ -> EnrolmentCalls.TOKEN_ENROLMENTS;
            default -> EnrolmentCalls.RENEWALS;
        };
    }

    private static void assertRefused(int status, Http keys, Object order) throws Exception {
        assertThat(keys.post(path(order), Json.write(order)).statusCode()).isEqualTo(status);
    }

    private static List<X509Certificate> certificates(Http keys, Object order) throws Exception {
        JsonNode answer = JSON.readTree(keys.post(path(order), Json.write(order)).body());
        return Pem.readCertificates(answer.path("certificate").binaryValue());
    }

    /** The device's keys as an operator sees them. */
    private JsonNode keysOf(DeviceId device) throws Exception {
        try (Http operator =
                new Http(
                        io.sealstream.protocol.identity.TlsIdentity.open(stack.operator())
                                .client(
                                        ServiceName.VAULT_KEYS,
                                        io.sealstream.protocol.identity.Anchors.ROOT),
                        stack.url(Listener.VAULT_KEYS))) {
            String path = "/v1/tenants/" + device.tenant() + "/devices/" + device.device();
            return JSON.readTree(operator.get(path).body()).path("keys");
        }
    }

    private Http as(ServiceName thief, ServiceName asked, Listener listener) {
        return new Http(stack.stolen(thief).client(asked), stack.url(listener));
    }
}

package io.sealstream.guard.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.fixture.TestDevice;
import io.sealstream.guard.Judge;
import io.sealstream.protocol.DeviceState.Status;
import io.sealstream.protocol.EventId;
import io.sealstream.protocol.Json;
import io.sealstream.protocol.MalformedRecordException;
import io.sealstream.protocol.RejectedNotice;
import io.sealstream.protocol.RejectedNotice.Reason;
import io.sealstream.protocol.SecurityFinding;
import io.sealstream.protocol.SignatureEvidence;
import io.sealstream.protocol.StreamName;
import io.sealstream.protocol.Submission;
import io.sealstream.protocol.SubmissionCodec;
import io.sealstream.protocol.Topic;
import io.sealstream.protocol.nonce.EpochIssuer;
import io.sealstream.protocol.nonce.EpochKey;
import io.sealstream.protocol.nonce.EpochKeys;
import io.sealstream.protocol.nonce.NonceChecker;
import io.sealstream.servicekit.devices.StreamsDeviceTable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guard as its topics see it. */
class GuardTopologyTest {
    private static final String DOMAIN = "sealstream.local";
    private static final StreamName STREAM = new StreamName("room-1");
    private static final byte[] CONTENT = "{\"t\":21.5}".getBytes(StandardCharsets.UTF_8);
    private static final EpochKeys KEYS = EpochKeys.of(List.of(new EpochKey(1, new byte[32])));

    @TempDir Path state;

    private final InstantSource clock = InstantSource.system();
    private final EpochIssuer epochs = new EpochIssuer(() -> KEYS, DOMAIN, clock);
    private final TestDevice device = new TestDevice("acme", "sensor-1");
    private TopologyTestDriver driver;
    private TestInputTopic<String, byte[]> received;
    private TestInputTopic<String, byte[]> devices;
    private TestOutputTopic<String, byte[]> accepted;
    private TestOutputTopic<String, byte[]> rejected;
    private TestOutputTopic<String, byte[]> findings;

    @BeforeEach
    void start() {
        driver = newDriver();
        devices.pipeInput(device.id().key(), Json.write(device.state(Status.ACTIVE, now())));
    }

    @AfterEach
    void stop() {
        driver.close();
        device.close();
    }

    @Test
    void freshEventPassesByteForByte() {
        // Given
        byte[] record = SubmissionCodec.encode(event(epoch() + ".0"));

        // When
        receive(record);

        // Then
        assertThat(accepted.readValue()).isEqualTo(record);
        assertThat(rejected.isEmpty()).isTrue();
    }

    @Test
    void copiedRecordHasNoEffect() {
        // Given
        byte[] record = SubmissionCodec.encode(event(epoch() + ".0"));
        receive(record);
        accepted.readValue();

        // When
        for (int i = 0; i < 20; i++) {
            receive(record);
        }

        // Then
        assertThat(accepted.isEmpty()).isTrue();
        assertThat(reasons()).hasSize(20).containsOnly(Reason.RETRY);
    }

    @Test
    void nonceUsedForAnotherContentIsAConflictAndAFinding() throws MalformedRecordException {
        // Given
        String nonce = epoch() + ".0";
        receive(SubmissionCodec.encode(event(nonce)));
        accepted.readValue();

        // When
        receive(SubmissionCodec.encode(event(nonce)));

        // Then
        assertThat(accepted.isEmpty()).isTrue();
        assertThat(reasons()).containsExactly(Reason.NONCE_CONFLICT);
        assertThat(Json.read(findings.readValue(), SecurityFinding.class).kind())
                .isEqualTo("nonce-conflict");
    }

    @Test
    void whateverIsChangedInARecordTakesItsEffect() {
        // Given
        Submission s = event(epoch() + ".0");
        byte[] signature = s.evidence().signature().clone();
        signature[40] ^= 1;
        List<Submission> forgeries =
                List.of(
                        with(
                                s,
                                new StreamName("room-2"),
                                s.eventId(),
                                s.contentType(),
                                s.evidence()),
                        with(s, STREAM, EventId.random(), s.contentType(), s.evidence()),
                        with(s, STREAM, s.eventId(), "application/cbor", s.evidence()),
                        with(
                                s,
                                STREAM,
                                s.eventId(),
                                s.contentType(),
                                new SignatureEvidence(s.evidence().signatureBase(), signature)),
                        with(
                                s,
                                STREAM,
                                s.eventId(),
                                s.contentType(),
                                new SignatureEvidence(
                                        s.evidence().signatureBase().replace(".0\"", ".1\""),
                                        s.evidence().signature())));

        // When
        forgeries.forEach(forgery -> receive(SubmissionCodec.encode(forgery)));

        // Then
        assertThat(accepted.isEmpty()).isTrue();
        assertThat(reasons())
                .containsExactly(
                        Reason.MISMATCH,
                        Reason.MISMATCH,
                        Reason.MISMATCH,
                        Reason.BAD_SIGNATURE,
                        Reason.BAD_SIGNATURE);
    }

    @Test
    void forgeryMovesNoWindow() {
        // Given
        Submission genuine = event(epoch() + ".7");
        byte[] broken = genuine.evidence().signature().clone();
        broken[0] ^= 1;
        var evidence = new SignatureEvidence(genuine.evidence().signatureBase(), broken);
        receive(
                SubmissionCodec.encode(
                        with(genuine, STREAM, genuine.eventId(), genuine.contentType(), evidence)));

        // When
        receive(SubmissionCodec.encode(genuine));

        // Then
        assertThat(accepted.getQueueSize()).isEqualTo(1);
    }

    @Test
    void recordUnderAnotherDevicesKeyHasNoEffect() {
        // Given
        try (TestDevice other = new TestDevice("acme", "sensor-2")) {
            devices.pipeInput(other.id().key(), Json.write(other.state(Status.ACTIVE, now())));
            byte[] record = SubmissionCodec.encode(event(epoch() + ".0"));

            // When
            received.pipeInput(other.id().key(), record, now());

            // Then
            assertThat(accepted.isEmpty()).isTrue();
            assertThat(findings.isEmpty()).isFalse();
        }
    }

    @Test
    void revocationTakesWhatCameAfterItAndNothingBefore() {
        // Given
        Instant revokedAt = now();
        devices.pipeInput(device.id().key(), Json.write(device.state(Status.REVOKED, revokedAt)));
        Submission before = event(epoch() + ".0");
        Submission after = event(epoch() + ".0");

        // When
        received.pipeInput(
                device.id().key(), SubmissionCodec.encode(before), revokedAt.minusMillis(1));
        received.pipeInput(
                device.id().key(), SubmissionCodec.encode(after), revokedAt.plusMillis(1));

        // Then
        assertThat(accepted.readValue()).isEqualTo(SubmissionCodec.encode(before));
        assertThat(reasons()).containsExactly(Reason.DEVICE_REVOKED);
    }

    @Test
    void strangerHasNoEffect() {
        // Given
        try (TestDevice stranger = new TestDevice("acme", "stranger")) {
            String nonce = epochs.issue(stranger.id()).text();
            Submission s = stranger.submission(STREAM, EventId.random(), CONTENT, nonce, now());

            // When
            received.pipeInput(
                    stranger.id().key(), SubmissionCodec.encode(s), now().minusSeconds(10));

            // Then
            assertThat(accepted.isEmpty()).isTrue();
            assertThat(reasons()).containsExactly(Reason.UNKNOWN_DEVICE);
        }
    }

    @Test
    void nonceIsTooOldByTheBrokersClock() {
        // Given
        byte[] record = SubmissionCodec.encode(event(epoch() + ".0"));

        // When
        received.pipeInput(device.id().key(), record, now().plus(Duration.ofHours(13)));

        // Then
        assertThat(accepted.isEmpty()).isTrue();
        assertThat(reasons()).containsExactly(Reason.NONCE_STALE);
    }

    @Test
    void malformedRecordIsAFindingAndStopsNothing() {
        // Given
        byte[] record = SubmissionCodec.encode(event(epoch() + ".0"));
        byte[] cut = Arrays.copyOf(record, record.length - 1);

        // When
        receive(cut);
        receive(new byte[0]);
        receive(record);

        // Then
        assertThat(findings.getQueueSize()).isEqualTo(2);
        assertThat(accepted.getQueueSize()).isEqualTo(1);
    }

    @Test
    void emptyStoreInTheMiddleOfAPartitionMakesEveryUsedEpochStale() {
        // Given
        String nonce = epoch() + ".0";
        var store = driver.<String, byte[]>getKeyValueStore(GuardTopology.WINDOWS);
        Instant floor = new WindowStore(store, clock).floor(17);

        // When
        receive(SubmissionCodec.encode(event(nonce)));

        // Then
        assertThat(floor).isAfter(now());
        assertThat(reasons()).containsExactly(Reason.NONCE_STALE);
    }

    private TopologyTestDriver newDriver() {
        StreamsDeviceTable table = new StreamsDeviceTable();
        NonceChecker nonces = new NonceChecker(() -> KEYS, DOMAIN, Duration.ofHours(12));
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "replay-guard");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
        settings.put(
                StreamsConfig.STATE_DIR_CONFIG, state.resolve(UUID.randomUUID() + "").toString());
        var topology = GuardTopology.build(new Judge(table, nonces), table, clock);
        TopologyTestDriver made = new TopologyTestDriver(topology, settings);
        table.readFrom(() -> made.getKeyValueStore(StreamsDeviceTable.storeName()));
        var text = new StringSerializer();
        var bytes = new ByteArraySerializer();
        received = made.createInputTopic(Topic.RECEIVED.topicName(), text, bytes);
        devices = made.createInputTopic(Topic.DEVICE_STATE.topicName(), text, bytes);
        accepted = output(made, Topic.ACCEPTED);
        rejected = output(made, Topic.REJECTED);
        findings = output(made, Topic.FINDING);
        return made;
    }

    private static TestOutputTopic<String, byte[]> output(TopologyTestDriver made, Topic topic) {
        return made.createOutputTopic(
                topic.topicName(), new StringDeserializer(), new ByteArrayDeserializer());
    }

    private String epoch() {
        return epochs.issue(device.id()).text();
    }

    private Submission event(String nonce) {
        return device.submission(STREAM, EventId.random(), CONTENT, nonce, now());
    }

    private void receive(byte[] record) {
        received.pipeInput(device.id().key(), record, now());
    }

    private List<Reason> reasons() {
        return rejected.readRecordsToList().stream()
                .map(TestRecord::value)
                .map(GuardTopologyTest::reason)
                .toList();
    }

    private static Reason reason(byte[] notice) {
        try {
            return Json.read(notice, RejectedNotice.class).reason();
        } catch (MalformedRecordException e) {
            throw new AssertionError(e);
        }
    }

    private static Instant now() {
        return Instant.now();
    }

    private static Submission with(
            Submission s,
            StreamName stream,
            EventId eventId,
            String contentType,
            SignatureEvidence evidence) {
        return new Submission(
                s.device(),
                stream,
                eventId,
                s.receivedAt(),
                contentType,
                s.contentDigest(),
                s.size(),
                s.sealedEvent(),
                evidence);
    }
}

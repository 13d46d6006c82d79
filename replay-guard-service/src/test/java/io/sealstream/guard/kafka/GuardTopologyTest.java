package io.sealstream.guard.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.fixture.TestDevice;
import io.sealstream.protocol.DeviceState;
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
import io.sealstream.protocol.nonce.EpochIssuer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guard as its topics see it. */
class GuardTopologyTest {
    private static final StreamName STREAM = new StreamName("room-1");
    private static final byte[] CONTENT = "{\"t\":21.5}".getBytes(StandardCharsets.UTF_8);

    @TempDir Path state;

    private final InstantSource clock = InstantSource.system();
    private final EpochIssuer epochs =
            new EpochIssuer(() -> GuardDriver.KEYS, GuardDriver.DOMAIN, clock);
    private final TestDevice device = new TestDevice("acme", "sensor-1");
    private GuardDriver guard;

    @BeforeEach
    void start() {
        guard = new GuardDriver(state, clock);
        guard.devices.pipeInput(device.id().key(), Json.write(device.state(Status.ACTIVE, now())));
    }

    @AfterEach
    void stop() {
        guard.close();
        device.close();
    }

    @Test
    void freshEventPassesByteForByte() {
        // Given
        byte[] record = SubmissionCodec.encode(event(epoch() + ".0"));

        // When
        receive(record);

        // Then
        assertThat(guard.accepted.readValue()).isEqualTo(record);
        assertThat(guard.rejected.isEmpty()).isTrue();
    }

    @Test
    void copiedRecordHasNoEffect() {
        // Given
        byte[] record = SubmissionCodec.encode(event(epoch() + ".0"));
        receive(record);
        guard.accepted.readValue();

        // When
        for (int i = 0; i < 20; i++) {
            receive(record);
        }

        // Then
        assertThat(guard.accepted.isEmpty()).isTrue();
        assertThat(reasons()).hasSize(20).containsOnly(Reason.RETRY);
    }

    @Test
    void nonceUsedForAnotherContentIsAConflictAndAFinding() throws MalformedRecordException {
        // Given
        String nonce = epoch() + ".0";
        receive(SubmissionCodec.encode(event(nonce)));
        guard.accepted.readValue();

        // When
        receive(SubmissionCodec.encode(event(nonce)));

        // Then
        assertThat(guard.accepted.isEmpty()).isTrue();
        assertThat(reasons()).containsExactly(Reason.NONCE_CONFLICT);
        assertThat(Json.read(guard.findings.readValue(), SecurityFinding.class).kind())
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
        assertThat(guard.accepted.isEmpty()).isTrue();
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
        assertThat(guard.accepted.getQueueSize()).isEqualTo(1);
    }

    @Test
    void recordUnderAnotherDevicesKeyHasNoEffect() {
        // Given
        try (TestDevice other = new TestDevice("acme", "sensor-2")) {
            guard.devices.pipeInput(
                    other.id().key(), Json.write(other.state(Status.ACTIVE, now())));
            byte[] record = SubmissionCodec.encode(event(epoch() + ".0"));

            // When
            guard.received.pipeInput(other.id().key(), record, now());

            // Then
            assertThat(guard.accepted.isEmpty()).isTrue();
            assertThat(guard.findings.isEmpty()).isFalse();
        }
    }

    @Test
    void revocationTakesWhatCameAfterItAndNothingBefore() {
        // Given
        Instant revokedAt = now();
        guard.devices.pipeInput(
                device.id().key(), Json.write(device.state(Status.REVOKED, revokedAt)));
        Submission before = event(epoch() + ".0");
        Submission after = event(epoch() + ".0");

        // When
        guard.received.pipeInput(
                device.id().key(), SubmissionCodec.encode(before), revokedAt.minusMillis(1));
        guard.received.pipeInput(
                device.id().key(), SubmissionCodec.encode(after), revokedAt.plusMillis(1));

        // Then
        assertThat(guard.accepted.readValue()).isEqualTo(SubmissionCodec.encode(before));
        assertThat(reasons()).containsExactly(Reason.DEVICE_REVOKED);
    }

    @Test
    void oldStateDoesNotBringARevokedDeviceBack() {
        // Given
        DeviceState active = device.state(Status.ACTIVE, now().minusSeconds(60));
        DeviceState revoked = device.state(Status.REVOKED, now().minusSeconds(30));
        guard.devices.pipeInput(device.id().key(), Json.write(version(2, revoked)));

        // When
        guard.devices.pipeInput(device.id().key(), Json.write(version(1, active)));
        receive(SubmissionCodec.encode(event(epoch() + ".0")));

        // Then
        assertThat(reasons()).containsExactly(Reason.DEVICE_REVOKED);
    }

    @Test
    void strangerHasNoEffect() {
        // Given
        try (TestDevice stranger = new TestDevice("acme", "stranger")) {
            String nonce = epochs.issue(stranger.id()).text();
            Submission s = stranger.submission(STREAM, EventId.random(), CONTENT, nonce, now());

            // When
            guard.received.pipeInput(
                    stranger.id().key(), SubmissionCodec.encode(s), now().minusSeconds(10));

            // Then
            assertThat(guard.accepted.isEmpty()).isTrue();
            assertThat(reasons()).containsExactly(Reason.UNKNOWN_DEVICE);
        }
    }

    @Test
    void nonceIsTooOldByTheBrokersClock() {
        // Given
        byte[] record = SubmissionCodec.encode(event(epoch() + ".0"));

        // When
        guard.received.pipeInput(device.id().key(), record, now().plus(Duration.ofHours(13)));

        // Then
        assertThat(guard.accepted.isEmpty()).isTrue();
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
        assertThat(guard.findings.getQueueSize()).isEqualTo(2);
        assertThat(guard.accepted.getQueueSize()).isEqualTo(1);
    }

    @Test
    void emptyStoreInTheMiddleOfAPartitionMakesEveryUsedEpochStale() {
        // Given
        String nonce = epoch() + ".0";
        Instant floor = new WindowStore(guard.windows(), clock).floor(17);

        // When
        receive(SubmissionCodec.encode(event(nonce)));

        // Then
        assertThat(floor).isAfter(now());
        assertThat(reasons()).containsExactly(Reason.NONCE_STALE);
    }

    private String epoch() {
        return epochs.issue(device.id()).text();
    }

    private Submission event(String nonce) {
        return device.submission(STREAM, EventId.random(), CONTENT, nonce, now());
    }

    private void receive(byte[] record) {
        guard.received.pipeInput(device.id().key(), record, now());
    }

    private List<Reason> reasons() {
        return guard.rejected.readRecordsToList().stream()
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

    private static DeviceState version(long version, DeviceState state) {
        return new DeviceState(
                version,
                state.tenant(),
                state.device(),
                state.status(),
                state.statusSince(),
                state.keys(),
                state.envelopeKey());
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

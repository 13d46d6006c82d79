package io.sealstream.guard.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.fixture.TestDevice;
import io.sealstream.protocol.DeadLetter;
import io.sealstream.protocol.DeviceState;
import io.sealstream.protocol.DeviceState.Status;
import io.sealstream.protocol.EventFacts;
import io.sealstream.protocol.EventId;
import io.sealstream.protocol.Json;
import io.sealstream.protocol.MalformedRecordException;
import io.sealstream.protocol.RecordFormat;
import io.sealstream.protocol.RejectedNotice;
import io.sealstream.protocol.RejectedNotice.Reason;
import io.sealstream.protocol.SecurityFinding;
import io.sealstream.protocol.SignatureEvidence;
import io.sealstream.protocol.StreamName;
import io.sealstream.protocol.Submission;
import io.sealstream.protocol.SubmissionCodec;
import io.sealstream.protocol.nonce.EpochIssuer;
import io.sealstream.servicekit.records.RepeatedFindings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
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
    void copiedRecordHasNoEffectOfItsOwn() {
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
        assertThat(guard.retried.readValuesToList()).hasSize(20).containsOnly(record);
        assertThat(guard.rejected.isEmpty()).isTrue();
    }

    @Test
    void sameFactsUnderAnotherCiphertextGoOnToStorageThatKeepsBoth() {
        // Given
        Submission genuine = event(epoch() + ".0");
        Submission forged = sealedAs(genuine, device.seal(genuine.facts(), new byte[] {1}));
        receive(SubmissionCodec.encode(forged));
        guard.accepted.readValue();

        // When
        receive(SubmissionCodec.encode(genuine));

        // Then
        assertThat(guard.retried.readValue()).isEqualTo(SubmissionCodec.encode(genuine));
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
        SignatureEvidence e = s.evidence();
        byte[] signature = e.signature().clone();
        signature[40] ^= 1;
        List<Submission> forgeries =
                List.of(
                        with(s, facts(new StreamName("room-2"), s.eventId(), "application/json")),
                        with(s, facts(STREAM, EventId.random(), "application/json")),
                        with(s, facts(STREAM, s.eventId(), "application/cbor")),
                        with(s, device.facts(STREAM, s.eventId(), new byte[] {1})),
                        with(s, evidence(e, e.authority(), e.parameters(), signature)),
                        with(s, evidence(e, "elsewhere", e.parameters(), e.signature())),
                        with(
                                s,
                                evidence(
                                        e,
                                        e.authority(),
                                        e.parameters().replace(".0\"", ".1\""),
                                        e.signature())),
                        with(s, event(epoch() + ".0").evidence()));

        // When
        forgeries.forEach(forgery -> receive(SubmissionCodec.encode(forgery)));
        receive(SubmissionCodec.encode(with(s, evidence(e, "a", "", e.signature()))));

        // Then
        assertThat(guard.accepted.isEmpty()).isTrue();
        assertThat(guard.retried.isEmpty()).isTrue();
        List<Reason> expected = new ArrayList<>(Collections.nCopies(8, Reason.BAD_SIGNATURE));
        expected.add(Reason.MALFORMED_EVIDENCE);
        assertThat(reasons()).isEqualTo(expected);
    }

    @Test
    void floodOfForgeriesIsTwoFindings() throws MalformedRecordException {
        // Given
        Submission genuine = event(epoch() + ".0");
        SignatureEvidence e = genuine.evidence();
        Submission forged = with(genuine, evidence(e, "elsewhere", e.parameters(), e.signature()));

        // When
        for (int n = 0; n < 1000; n++) {
            receive(SubmissionCodec.encode(forged));
        }
        guard.lookAgain(RepeatedFindings.WINDOW.plusSeconds(5));

        // Then
        assertThat(guard.findings.getQueueSize()).isEqualTo(2);
        assertThat(found()).isEqualTo(1000);
    }

    @Test
    void forgeryMovesNoWindow() {
        // Given
        Submission genuine = event(epoch() + ".7");
        SignatureEvidence e = genuine.evidence();
        byte[] broken = e.signature().clone();
        broken[0] ^= 1;
        receive(
                SubmissionCodec.encode(
                        with(genuine, evidence(e, e.authority(), e.parameters(), broken))));

        // When
        receive(SubmissionCodec.encode(genuine));

        // Then
        assertThat(guard.accepted.getQueueSize()).isEqualTo(1);
    }

    @Test
    void recordInAnotherPartitionThanItsKeysHasNoEffect() throws MalformedRecordException {
        // Given: a guard for which the driver's only partition is one of a thousand.
        guard.close();
        guard = new GuardDriver(state, clock, 1000);
        guard.devices.pipeInput(device.id().key(), Json.write(device.state(Status.ACTIVE, now())));

        // When
        receive(SubmissionCodec.encode(event(epoch() + ".0")));

        // Then
        assertThat(guard.accepted.isEmpty()).isTrue();
        assertThat(guard.retried.isEmpty()).isTrue();
        assertThat(Json.read(guard.deadLetters.readValue(), DeadLetter.class).reason())
                .isEqualTo("misplaced-record");
        assertThat(Json.read(guard.findings.readValue(), SecurityFinding.class).kind())
                .isEqualTo("misplaced-record");
    }

    @Test
    void copyThatIsHeldBackIsAcceptedInNoPartition() {
        // Given
        Submission genuine = event(epoch() + ".0");
        receive(SubmissionCodec.encode(genuine));
        assertThat(guard.accepted.readValuesToList()).hasSize(1);
        try (GuardDriver elsewhere = new GuardDriver(state, clock, 1000)) {
            elsewhere.devices.pipeInput(
                    device.id().key(), Json.write(device.state(Status.ACTIVE, now())));
            for (Duration heldBack :
                    List.of(
                            Duration.ZERO,
                            Duration.ofSeconds(10),
                            Duration.ofHours(1),
                            Duration.ofHours(23),
                            Duration.ofHours(25))) {
                // When: who holds it back may write the time that nobody signed.
                Instant then = now().plus(heldBack);
                byte[] copy =
                        SubmissionCodec.encode(
                                new Submission(
                                        genuine.facts(),
                                        then,
                                        genuine.size(),
                                        genuine.sealedEvent(),
                                        genuine.evidence()));
                guard.received.pipeInput(device.id().key(), copy, then);
                elsewhere.received.pipeInput(device.id().key(), copy, then);
            }

            // Then
            assertThat(guard.accepted.isEmpty()).isTrue();
            assertThat(elsewhere.accepted.isEmpty()).isTrue();
            assertThat(elsewhere.retried.isEmpty()).isTrue();
            assertThat(elsewhere.deadLetters.readValuesToList()).hasSize(5);
        }
    }

    @Test
    void strangersWaitWithoutHoldingAnybodyUpAndAreJudgedOnceTheyAreKnown() {
        try (TestDevice enrolled = new TestDevice("acme", "just-enrolled")) {
            // Given
            String nonce = epochs.issue(enrolled.id()).text();
            byte[] early =
                    SubmissionCodec.encode(
                            enrolled.submission(STREAM, EventId.random(), CONTENT, nonce, now()));
            guard.received.pipeInput(enrolled.id().key(), early, now());
            byte[] honest = SubmissionCodec.encode(event(epoch() + ".0"));
            receive(honest);
            assertThat(guard.accepted.readValuesToList()).containsExactly(honest);
            guard.lookAgain(Duration.ofMillis(200));
            assertThat(guard.accepted.isEmpty()).isTrue();

            // When
            guard.devices.pipeInput(
                    enrolled.id().key(), Json.write(enrolled.state(Status.ACTIVE, now())));
            guard.lookAgain(Duration.ofMillis(200));

            // Then
            assertThat(guard.accepted.readValuesToList()).containsExactly(early);
            assertThat(guard.rejected.isEmpty()).isTrue();
        }
    }

    @Test
    void anUnusableDeviceStateIsPassedOverAndTheNextOneCounts() {
        // Given
        String key = device.id().key();
        byte[] revoked = Json.write(version(2, device.state(Status.REVOKED, now())));
        for (byte[] poison :
                new byte[][] {
                    null, {}, "null".getBytes(StandardCharsets.UTF_8), {1, 2}, {123, 125}
                }) {
            guard.devices.pipeInput(key, poison, now());
        }
        guard.devices.pipeInput("acme/another", revoked, now());
        assertThat(guard.unusableStates).hasSize(6);
        receive(SubmissionCodec.encode(event(epoch() + ".0")));
        assertThat(guard.accepted.getQueueSize()).isEqualTo(1);

        // When
        guard.devices.pipeInput(key, revoked, now());
        receive(SubmissionCodec.encode(event(epoch() + ".0")));

        // Then
        assertThat(reasons()).containsExactly(Reason.DEVICE_REVOKED);
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
            assertThat(guard.deadLetters.isEmpty()).isFalse();
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
        Instant late = now().plus(Duration.ofHours(13));
        Submission event =
                device.submission(STREAM, EventId.random(), CONTENT, epoch() + ".0", late);

        // When
        guard.received.pipeInput(device.id().key(), SubmissionCodec.encode(event), late);

        // Then
        assertThat(guard.accepted.isEmpty()).isTrue();
        assertThat(reasons()).containsExactly(Reason.NONCE_STALE);
    }

    @Test
    void recordThatClaimsAnotherTimeThanTheBrokersIsPassedOver() {
        // Given
        Instant now = now();
        for (Instant claimed : List.of(Instant.EPOCH, Instant.ofEpochMilli(1L << 62))) {
            Submission forged =
                    device.submission(STREAM, EventId.random(), CONTENT, epoch() + ".0", claimed);

            // When
            guard.received.pipeInput(device.id().key(), SubmissionCodec.encode(forged), now);
        }

        // Then
        assertThat(guard.accepted.isEmpty()).isTrue();
        assertThat(guard.deadLetters.getQueueSize()).isEqualTo(2);
    }

    @Test
    void malformedRecordIsAFindingAndStopsNothing() throws MalformedRecordException {
        // Given
        byte[] record = SubmissionCodec.encode(event(epoch() + ".0"));
        byte[] cut = Arrays.copyOf(record, record.length - 1);

        // When
        receive(cut);
        receive(new byte[0]);
        receive(null);
        receive(new byte[RecordFormat.MAX_VALUE_BYTES + 1]);
        receive(record);

        // Then
        guard.lookAgain(RepeatedFindings.WINDOW.plusSeconds(5));
        assertThat(found()).isEqualTo(4);
        assertThat(guard.deadLetters.getQueueSize()).isEqualTo(4);
        assertThat(guard.accepted.getQueueSize()).isEqualTo(1);
    }

    @Test
    void signatureThatNamesATimeIsJudgedByTheBrokersClock() {
        // Given
        long now = now().getEpochSecond();
        List<String> good = List.of(";created=" + (now - 330), ";created=" + (now + 90));
        List<String> late =
                List.of(
                        ";created=" + (now - 400),
                        ";created=" + (now + 200),
                        ";expires=" + (now - 90));

        // When
        good.forEach(times -> submit(device.with(times, event(epoch() + ".0"))));
        late.forEach(times -> submit(device.with(times, event(epoch() + ".0"))));

        // Then
        assertThat(guard.accepted.readValuesToList()).hasSize(2);
        assertThat(reasons())
                .containsExactly(
                        Reason.SIGNATURE_EXPIRED,
                        Reason.SIGNATURE_EXPIRED,
                        Reason.SIGNATURE_EXPIRED);
        assertThat(guard.findings.isEmpty()).isTrue();
    }

    @Test
    void emptyStoreInTheMiddleOfAPartitionMakesEveryUsedEpochStale() throws Exception {
        // Given: an epoch as far ahead as one can be that was used before the state was lost.
        String used = epochs.issue(device.id(), now().plusSeconds(59)).text();
        new WindowStore(guard.windows(), clock).decideFloor(new RecordPlace(0, 17, now()));

        // When
        submit(event(epoch() + ".0"));
        submit(event(used + ".0"));

        // Then
        RejectedNotice notice = Json.read(guard.rejected.readValue(), RejectedNotice.class);
        assertThat(notice.reason()).isEqualTo(Reason.NONCE_STALE);
        assertThat(reasons()).containsExactly(Reason.NONCE_STALE);

        // And: an epoch above the floor that the notice names is good at once.
        Thread.sleep(5);
        submit(event(epochs.issue(device.id(), notice.floor()) + ".0"));
        assertThat(guard.accepted.readValuesToList()).hasSize(1);
    }

    @Test
    void staleNonceIsToldWhichEpochsWouldNotBe() throws Exception {
        // Given: a current epoch from the future, as another process with a fast clock issues it.
        submit(event(epochs.issue(device.id(), now().plusSeconds(30)) + ".0"));

        // When
        submit(event(epoch() + ".0"));

        // Then
        RejectedNotice notice = Json.read(guard.rejected.readValue(), RejectedNotice.class);
        submit(event(epochs.issue(device.id(), notice.floor()) + ".0"));
        assertThat(guard.accepted.readValuesToList()).hasSize(2);
    }

    private void submit(Submission submission) {
        receive(SubmissionCodec.encode(submission));
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

    /** How much was found, repetitions included. */
    private long found() throws MalformedRecordException {
        long found = 0;
        for (TestRecord<String, byte[]> finding : guard.findings.readRecordsToList()) {
            found += Json.read(finding.value(), SecurityFinding.class).count();
        }
        return found;
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

    private EventFacts facts(StreamName stream, EventId id, String contentType) {
        EventFacts said = device.facts(stream, id, CONTENT);
        return new EventFacts(said.device(), stream, id, contentType, said.contentDigest());
    }

    private static Submission with(Submission s, EventFacts facts) {
        return new Submission(facts, s.receivedAt(), s.size(), s.sealedEvent(), s.evidence());
    }

    private static Submission with(Submission s, SignatureEvidence evidence) {
        return new Submission(s.facts(), s.receivedAt(), s.size(), s.sealedEvent(), evidence);
    }

    private static Submission sealedAs(Submission s, byte[] sealed) {
        return new Submission(s.facts(), s.receivedAt(), s.size(), sealed, s.evidence());
    }

    private static SignatureEvidence evidence(
            SignatureEvidence e, String authority, String parameters, byte[] signature) {
        return new SignatureEvidence(
                authority, e.query(), e.components(), e.fields(), parameters, signature);
    }
}

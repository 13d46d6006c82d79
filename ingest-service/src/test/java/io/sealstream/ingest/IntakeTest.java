package io.sealstream.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealstream.fixture.TestDevice;
import io.sealstream.protocol.DataKeyAnnouncement;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.DeviceState;
import io.sealstream.protocol.DeviceState.Status;
import io.sealstream.protocol.EventFacts;
import io.sealstream.protocol.EventId;
import io.sealstream.protocol.KeyId;
import io.sealstream.protocol.MalformedRecordException;
import io.sealstream.protocol.Problem;
import io.sealstream.protocol.StreamName;
import io.sealstream.protocol.Submission;
import io.sealstream.protocol.SubmissionCodec;
import io.sealstream.protocol.nonce.EpochIssuer;
import io.sealstream.protocol.nonce.EpochKey;
import io.sealstream.protocol.nonce.EpochKeys;
import io.sealstream.protocol.nonce.NonceCheck;
import io.sealstream.protocol.nonce.NonceChecker;
import io.sealstream.protocol.secret.KeyBytes;
import io.sealstream.protocol.signature.CoveredRequest;
import io.sealstream.protocol.signature.SignatureHeaders;
import io.sealstream.servicekit.devices.DeviceTable;
import io.sealstream.servicekit.devices.KnownDevice;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IntakeTest {
    private static final String DOMAIN = "sealstream.local";
    private static final StreamName STREAM = new StreamName("room-1");
    private static final byte[] CONTENT =
            "{\"marker\":\"plaintext-that-must-not-leave\"}".getBytes(StandardCharsets.UTF_8);
    private static final EpochKeys KEYS =
            EpochKeys.of(List.of(new EpochKey(3, KeyBytes.takeOwnershipOf(new byte[32]))));

    private final InstantSource clock = InstantSource.system();
    private final TestDevice device = new TestDevice("acme", "sensor-1");
    private final Devices devices = new Devices();
    private final Log log = new Log();
    private final EpochIssuer epochs = new EpochIssuer(() -> KEYS, DOMAIN, clock);
    private Intake intake;

    @BeforeEach
    void open() {
        devices.put(device, Status.ACTIVE);
        intake = intake(admissionWithRates(1000, 1 << 20));
    }

    @AfterEach
    void close() {
        device.close();
    }

    @Test
    void whatLeavesIsSealedAndOpensOnlyWithTheEnvelopeKey() throws Exception {
        // Given
        EventId eventId = EventId.random();

        // When
        Submission kept = send(request(eventId, r -> r));

        // Then
        assertThat(new String(SubmissionCodec.encode(kept), StandardCharsets.ISO_8859_1))
                .doesNotContain("plaintext-that-must-not-leave");
        try (var dataKey = device.envelope().open(log.announced.getFirst())) {
            EventFacts facts = device.facts(STREAM, eventId, CONTENT);
            assertThat(dataKey.opener().open(facts, kept.sealedEvent())).isEqualTo(CONTENT);
        }
    }

    @Test
    void dataKeyIsAnnouncedBeforeTheFirstEventAndServesTheNextOnes() {
        // When
        for (int i = 0; i < 5; i++) {
            send(request(EventId.random(), r -> r));
        }

        // Then
        assertThat(log.order).startsWith("announced", "appended").hasSize(6);
        assertThat(log.announced).hasSize(1);
    }

    @Test
    void eventIsNotKeptWhenItsDataKeyCouldNotBeAnnounced() {
        // Given
        log.announcing = CompletableFuture.failedFuture(new IllegalStateException("broker away"));

        // When
        EventRequest request = request(EventId.random(), r -> r);

        // Then
        assertThatThrownBy(() -> send(request)).hasRootCauseMessage("broker away");
        assertThat(log.appended).isEmpty();
    }

    @Test
    void eventIsNotKeptWhenTheLogDoesNotAcknowledge() {
        // Given
        log.appending = CompletableFuture.failedFuture(new IllegalStateException("no quorum"));

        // When
        EventRequest request = request(EventId.random(), r -> r);

        // Then
        assertThatThrownBy(() -> send(request)).hasRootCauseMessage("no quorum");
    }

    @Test
    void eachThingThatIsWrongIsRefusedForItsReason() throws Exception {
        // Given
        try (TestDevice stranger = new TestDevice("acme", "stranger");
                TestDevice revoked = new TestDevice("acme", "revoked")) {
            devices.put(revoked, Status.REVOKED);
            KeyId otherKey = stranger.key().keyId();

            // Then
            refused(Problem.FORBIDDEN, r -> with(r, stranger.id(), otherKey, r.covered()));
            refused(
                    Problem.FORBIDDEN,
                    r -> with(r, revoked.id(), revoked.key().keyId(), r.covered()));
            refused(Problem.FORBIDDEN, r -> with(r, r.device(), otherKey, r.covered()));
            refused(Problem.UNSUPPORTED_TYPE, r -> covered(r, "text/html", null, null));
            refused(Problem.MALFORMED_SIGNATURE, r -> covered(r, null, "md5=:AAAA:", null));
            refused(Problem.MALFORMED_REQUEST, r -> covered(r, null, null, "\"no-uuid\""));
            refused(
                    Problem.DIGEST_MISMATCH,
                    r -> content(r, "{}".getBytes(StandardCharsets.UTF_8)));
            refused(Problem.MALFORMED_SIGNATURE, r -> signature(r, "sig=()", "sig=:AAAA:"));
            refused(Problem.FORBIDDEN, r -> signedBy(stranger, r));
        }
    }

    @Test
    void keyThatWasReplacedIsRefusedAtOnceWhateverTheClockSays() {
        assertThat(send(request(EventId.random(), r -> r)).size()).isEqualTo(CONTENT.length);
        devices.end(device, clock.instant().plusSeconds(60));
        refused(Problem.FORBIDDEN, r -> r);
    }

    @Test
    void encodedContentIsRefusedWhetherItsEncodingIsSignedOrNot() {
        for (String encoding : List.of("gzip", "identity, gzip", "br", "x-gzip", "")) {
            refused(Problem.UNSUPPORTED_TYPE, r -> encoded(r, encoding));
        }
        EventRequest plain = encodedAndSigned("Identity");
        assertThat(send(plain).size()).isEqualTo(CONTENT.length);
        assertRefused(Problem.UNSUPPORTED_TYPE, encodedAndSigned("gzip"));
    }

    private EventRequest encodedAndSigned(String encoding) {
        EventRequest changed = encoded(signed(EventId.random(), "unused"), encoding);
        return signedBy(device, changed);
    }

    private static EventRequest encoded(EventRequest r, String encoding) {
        return covered(r, null, null, null, encoding);
    }

    @Test
    void nonceOfAnotherDeviceOrOfAnotherDeploymentIsRefused() {
        // Given
        EpochKeys foreign =
                EpochKeys.of(
                        List.of(
                                new EpochKey(
                                        3,
                                        KeyBytes.takeOwnershipOf(
                                                Arrays.copyOf(new byte[] {1}, KeyBytes.LENGTH)))));
        String ofOther = epochs.issue(new DeviceId("acme", "other")).text();
        String elsewhere = new EpochIssuer(() -> foreign, DOMAIN, clock).issue(device.id()).text();
        InstantSource yesterday = InstantSource.fixed(Instant.now().minus(Duration.ofHours(25)));
        String old = new EpochIssuer(() -> KEYS, DOMAIN, yesterday).issue(device.id()).text();

        // Then
        for (String nonce : List.of(ofOther + ".0", elsewhere + ".0", old + ".0", old)) {
            assertRefused(Problem.BAD_NONCE, signed(EventId.random(), nonce));
        }
    }

    @Test
    void epochAfterAStaleNonceIsNewerThanWhatTheGuardNamed() {
        // Given
        Epochs issued = new Epochs(epochs);
        Instant floor = clock.instant().plusSeconds(50).truncatedTo(ChronoUnit.MILLIS);
        Instant farAhead = clock.instant().plus(Duration.ofDays(300));

        // When
        issued.raise(device.id(), floor);
        NonceCheck after = check(issued.issue(device.id()).text());
        NonceCheck next = check(issued.issue(device.id()).text());
        issued.raise(device.id(), farAhead);
        NonceCheck afterALie = check(issued.issue(device.id()).text());

        // Then
        assertThat(issuedAt(after)).isAfter(floor);
        assertThat(issuedAt(next)).isAfter(issuedAt(after));
        assertThat(issuedAt(afterALie)).isBefore(clock.instant().plusSeconds(1));
    }

    private NonceCheck check(String epoch) {
        return new NonceChecker(() -> KEYS, DOMAIN, Duration.ofHours(24))
                .check(epoch + ".0", device.id(), clock.instant());
    }

    private static Instant issuedAt(NonceCheck check) {
        return Instant.ofEpochMilli(((NonceCheck.Valid) check).nonce().epoch().issuedMs());
    }

    @Test
    void oneDeviceCannotTakeMoreThanItsRate() {
        // Given
        Admission admission = admissionWithRates(2, 1 << 20);
        enter(admission);
        enter(admission);

        // Then
        assertTooFast(admission);
    }

    @Test
    void oneDeviceCannotTakeMoreBytesThanItsRate() {
        // Given
        Admission admission = admissionWithRates(1000, 100);
        for (int sent = 0; sent < 100; sent += CONTENT.length) {
            enter(admission);
            admission.charge(device.id(), CONTENT.length);
        }

        // Then
        assertTooFast(admission);
    }

    private void enter(Admission admission) {
        admission.enter(device.id(), device.key().keyId(), clock.instant());
    }

    private void assertTooFast(Admission admission) {
        assertThatThrownBy(() -> enter(admission))
                .isInstanceOfSatisfying(
                        Refusal.class, r -> assertThat(r.problem()).isEqualTo(Problem.TOO_FAST));
    }

    private Admission admissionWithRates(int events, int bytes) {
        return new Admission(
                devices,
                new NonceChecker(() -> KEYS, DOMAIN, Duration.ofHours(24)),
                new RateLimit(
                        new RateLimit.Rates(
                                new RateLimit.Rate(1, events),
                                new RateLimit.Rate(1, bytes),
                                new RateLimit.Rate(0.2, 20)),
                        System::nanoTime),
                Set.of(TestDevice.CONTENT_TYPE));
    }

    private Intake intake(Admission admission) {
        Outcomes outcomes = new Outcomes();
        return new Intake(
                admission,
                new DataKeys(log, 100, Runnable::run, clock),
                log,
                new TakenSubmissions(),
                new OutcomeWait(outcomes),
                new EpochOffer(new Epochs(epochs), Duration.ofHours(24), clock),
                clock);
    }

    private void refused(Problem problem, UnaryOperator<EventRequest> change) {
        assertRefused(problem, request(EventId.random(), change));
    }

    private void assertRefused(Problem problem, EventRequest request) {
        assertThatThrownBy(() -> take(request))
                .cause()
                .isInstanceOfSatisfying(
                        Refusal.class, r -> assertThat(r.problem()).isEqualTo(problem));
        assertThat(log.appended)
                .noneMatch(s ->
                        s.eventId()
                                .toString()
                                .equals(request.covered().idempotencyKey().replace("\"", "")));
    }

    private Submission send(EventRequest request) {
        Taken taken = take(request);
        assertThat(taken.progress()).isEqualTo(Taken.Progress.PENDING);
        return log.appended.getLast();
    }

    private Taken take(EventRequest request) {
        return intake.take(request, Duration.ZERO).toCompletableFuture().join();
    }

    private EventRequest request(EventId eventId, UnaryOperator<EventRequest> change) {
        return change.apply(signed(eventId, epochs.issue(device.id()).text() + ".0"));
    }

    private EventRequest signed(EventId eventId, String nonce) {
        CoveredRequest covered = device.request(STREAM, eventId, CONTENT);
        SignatureHeaders headers = device.sign(covered, nonce);
        return new EventRequest(
                device.id(),
                device.key().keyId(),
                covered,
                name -> null,
                headers.signatureInput(),
                headers.signature(),
                CONTENT);
    }

    private EventRequest signedBy(TestDevice signer, EventRequest r) {
        SignatureHeaders headers =
                signer.sign(r.covered(), epochs.issue(device.id()).text() + ".0");
        return signature(r, headers.signatureInput(), headers.signature());
    }

    private static EventRequest with(
            EventRequest r, DeviceId id, KeyId certificateKey, CoveredRequest covered) {
        return new EventRequest(
                id,
                certificateKey,
                covered,
                r.fields(),
                r.signatureInput(),
                r.signature(),
                r.content());
    }

    private static EventRequest covered(
            EventRequest r, String contentType, String contentDigest, String idempotencyKey) {
        return covered(r, contentType, contentDigest, idempotencyKey, null);
    }

    private static EventRequest covered(
            EventRequest r,
            String contentType,
            String contentDigest,
            String idempotencyKey,
            String encoding) {
        CoveredRequest c = r.covered();
        return with(
                r,
                r.device(),
                r.certificateKey(),
                new CoveredRequest(
                        c.method(),
                        c.authority(),
                        c.path(),
                        c.query(),
                        contentType == null ? c.contentType() : contentType,
                        contentDigest == null ? c.contentDigest() : contentDigest,
                        idempotencyKey == null ? c.idempotencyKey() : idempotencyKey,
                        encoding));
    }

    private static EventRequest content(EventRequest r, byte[] content) {
        return new EventRequest(
                r.device(),
                r.certificateKey(),
                r.covered(),
                r.fields(),
                r.signatureInput(),
                r.signature(),
                content);
    }

    private static EventRequest signature(EventRequest r, String input, String signature) {
        return new EventRequest(
                r.device(),
                r.certificateKey(),
                r.covered(),
                r.fields(),
                input,
                signature,
                r.content());
    }

    /** Devices in memory. */
    private static final class Devices implements DeviceTable {
        private final Map<DeviceId, KnownDevice> known = new HashMap<>();

        void put(TestDevice device, Status status) {
            put(device.state(status, Instant.EPOCH));
        }

        /** The device's key was replaced. */
        void end(TestDevice device, Instant at) {
            DeviceState s = device.state(Status.ACTIVE, Instant.EPOCH);
            put(
                    new DeviceState(
                            s.version(),
                            s.tenant(),
                            s.device(),
                            s.status(),
                            s.statusSince(),
                            List.of(s.keys().getFirst().ended(at)),
                            s.envelopeKey()));
        }

        private void put(DeviceState state) {
            try {
                known.put(state.id(), KnownDevice.of(state));
            } catch (MalformedRecordException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public Optional<KnownDevice> find(DeviceId device) {
            return Optional.ofNullable(known.get(device));
        }
    }

    /** A log in memory, which can be told to fail. */
    private static final class Log implements SubmissionLog, KeyAnnouncer {
        private final List<String> order = new ArrayList<>();
        private final List<Submission> appended = new ArrayList<>();
        private final List<DataKeyAnnouncement> announced = new ArrayList<>();
        private CompletionStage<Void> announcing = CompletableFuture.completedFuture(null);
        private CompletionStage<Void> appending = CompletableFuture.completedFuture(null);

        @Override
        public CompletionStage<Void> append(Submission submission) {
            order.add("appended");
            appended.add(submission);
            return appending;
        }

        @Override
        public CompletionStage<Void> announce(DataKeyAnnouncement announcement) {
            order.add("announced");
            announced.add(announcement);
            return announcing;
        }
    }
}

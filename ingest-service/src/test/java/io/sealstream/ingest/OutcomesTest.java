package io.sealstream.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.fixture.TestDevice;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.EventId;
import io.sealstream.protocol.RejectedNotice;
import io.sealstream.protocol.RejectedNotice.Reason;
import io.sealstream.protocol.SignatureEvidence;
import io.sealstream.protocol.SignedDigest;
import io.sealstream.protocol.StoredNotice;
import io.sealstream.protocol.StreamName;
import io.sealstream.protocol.Submission;
import io.sealstream.protocol.nonce.EpochToken;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutcomesTest {
    private static final EpochToken EPOCH = new EpochToken("A".repeat(40));
    private static final byte[] CONTENT = {1, 2, 3};

    private final TestDevice device = new TestDevice("acme", "sensor-1");
    private final Outcomes outcomes = new Outcomes();
    private final TakenSubmissions taken = new TakenSubmissions();
    private final EventId eventId = EventId.random();
    private final Submission honest = submission(EPOCH.text() + ".0");
    private final Submission forged = forged(honest);

    @AfterEach
    void close() {
        device.close();
    }

    @Test
    void everyRequestThatWaitsForASubmissionIsAnswered() {
        // Given
        var first = outcomes.await(honest.signed());
        var second = outcomes.await(honest.signed());
        var cancelled = outcomes.await(honest.signed());
        var other = outcomes.await(submission(EPOCH.text() + ".1").signed());
        cancelled.cancel(false);

        // When
        outcomes.stored(stored(honest));

        // Then
        assertThat(first.join()).isEqualTo(second.join());
        assertThat(other).isNotDone();
        assertThat(cancelled).isCancelled();
    }

    @Test
    void whatAForgedCopyMetIsNoAnswerToTheDevice() {
        // Given
        var waiting = outcomes.await(honest.signed());
        take(honest);

        // When
        for (Reason reason : Reason.values()) {
            outcomes.rejected(rejected(forged, reason));
        }

        // Then
        assertThat(waiting).isNotDone();
        assertThat(receipt(Optional.empty(), honest).state()).isEqualTo("pending");
        assertThat(receipts(Optional.empty()).find(id(), eventId, Optional.empty()))
                .contains(Receipt.pending(eventId));
    }

    @Test
    void aCopyOfWhatOthersTookIsNeverRejectedWithoutBeingAskedFor() {
        // When
        outcomes.rejected(rejected(forged, Reason.BAD_SIGNATURE));

        // Then
        assertThat(receipts(Optional.empty()).find(id(), eventId, Optional.empty())).isEmpty();
        assertThat(receipt(Optional.empty(), forged).reason()).isEqualTo("bad-signature");
    }

    @Test
    void storedReceiptStaysWhateverALaterCopyMet() {
        // Given
        outcomes.rejected(rejected(honest, Reason.NONCE_STALE));

        // When
        Receipt receipt = receipt(Optional.of(stored(honest)), honest);

        // Then
        assertThat(receipt.state()).isEqualTo("stored");
    }

    @Test
    void whatIsStoredUnderTheIdIsNoReceiptForAnotherContent() {
        // Given
        Submission other =
                device.submission(
                        new StreamName("room-2"), eventId, CONTENT, EPOCH + ".1", Instant.EPOCH);
        take(other);

        // When
        outcomes.rejected(rejected(other, Reason.EVENT_CONFLICT));

        // Then
        Optional<StoredNotice> stored = Optional.of(stored(honest));
        assertThat(receipt(stored, other).reason()).isEqualTo("event-conflict");
        assertThat(receipt(stored, honest).state()).isEqualTo("stored");
    }

    @Test
    void retryUnderAnotherNonceIsStoredWithTheFirst() {
        // Given
        Submission retry = submission(EPOCH.text() + ".1");
        take(retry);

        // Then
        assertThat(retry.signed()).isNotEqualTo(honest.signed());
        assertThat(receipt(Optional.of(stored(honest)), retry))
                .returns("stored", Receipt::state)
                .returns(honest.facts().contentDigest(), Receipt::digest)
                .returns(honest.facts().stream(), Receipt::stream);
    }

    @Test
    void refusalOfWhatWasTakenIsRememberedForEverybodyWhoAsks() {
        // Given
        take(honest);

        // When
        outcomes.rejected(rejected(honest, Reason.BAD_SIGNATURE));

        // Then
        Receipts receipts = receipts(Optional.empty());
        for (var asked : List.of(Optional.of(honest.signed()), Optional.<SignedDigest>empty())) {
            assertThat(receipts.find(id(), eventId, asked).orElseThrow().reason())
                    .isEqualTo("bad-signature");
        }
    }

    @Test
    void waitingEndsWithWhatStorageSaysOrWithTheTime() {
        // Given
        OutcomeWait wait = new OutcomeWait(outcomes);
        var answered = wait.open(eventId, honest.signed(), Duration.ofMinutes(1)).outcome(EPOCH);
        outcomes.stored(stored(honest));
        var late = wait.open(eventId, honest.signed(), Duration.ofMillis(20)).outcome(EPOCH);

        // Then
        assertThat(answered.toCompletableFuture().join().progress())
                .isEqualTo(Taken.Progress.STORED);
        assertThat(late.toCompletableFuture().join())
                .isEqualTo(Taken.pending(eventId, honest.signed(), EPOCH));
    }

    private DeviceId id() {
        return device.id();
    }

    private void take(Submission submission) {
        taken.taken(submission.facts(), submission.signed());
        taken.kept(submission.facts(), submission.signed());
    }

    private Receipts receipts(Optional<StoredNotice> stored) {
        return new Receipts((device, id) -> stored, outcomes, taken);
    }

    private Receipt receipt(Optional<StoredNotice> stored, Submission asked) {
        return receipts(stored).find(id(), eventId, Optional.of(asked.signed())).orElseThrow();
    }

    private Submission submission(String nonce) {
        return device.submission(new StreamName("room-1"), eventId, CONTENT, nonce, Instant.EPOCH);
    }

    /** The same event with a signature that does not verify. */
    private static Submission forged(Submission s) {
        SignatureEvidence e = s.evidence();
        return new Submission(
                s.facts(),
                s.receivedAt(),
                s.size(),
                s.sealedEvent(),
                new SignatureEvidence(
                        e.authority(),
                        e.query(),
                        e.components(),
                        e.fields(),
                        e.parameters(),
                        new byte[64]));
    }

    private static StoredNotice stored(Submission submission) {
        return StoredNotice.of(submission, StoredNotice.Outcome.STORED, Instant.EPOCH);
    }

    private static RejectedNotice rejected(Submission submission, Reason reason) {
        return RejectedNotice.of(submission, reason, Instant.EPOCH);
    }
}

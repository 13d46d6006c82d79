package io.sealstream.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.protocol.ContentDigest;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.EventFacts;
import io.sealstream.protocol.EventId;
import io.sealstream.protocol.RejectedNotice;
import io.sealstream.protocol.RejectedNotice.Reason;
import io.sealstream.protocol.StoredNotice;
import io.sealstream.protocol.StreamName;
import io.sealstream.protocol.nonce.EpochToken;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutcomesTest {
    private static final DeviceId DEVICE = new DeviceId("acme", "sensor-1");

    private static final ContentDigest DIGEST =
            ContentDigest.of(ContentDigest.Algorithm.SHA_256, new byte[0]);

    private final Outcomes outcomes = new Outcomes();
    private final EventId eventId = EventId.random();

    @Test
    void everyRequestThatWaitsForAnEventIsAnswered() {
        // Given
        var first = outcomes.await(DEVICE, eventId);
        var second = outcomes.await(DEVICE, eventId);
        var cancelled = outcomes.await(DEVICE, eventId);
        var other = outcomes.await(DEVICE, EventId.random());
        cancelled.cancel(false);

        // When
        outcomes.stored(stored());

        // Then
        assertThat(first.join()).isEqualTo(second.join());
        assertThat(other).isNotDone();
        assertThat(cancelled).isCancelled();
    }

    @Test
    void storedReceiptStaysWhateverALaterCopyMet() {
        // Given
        Receipts receipts = new Receipts((device, id) -> Optional.of(stored()), outcomes);
        outcomes.rejected(rejected(Reason.NONCE_STALE));

        // When
        Receipt receipt = receipts.find(DEVICE, eventId).orElseThrow();

        // Then
        assertThat(receipt.state()).isEqualTo("stored");
    }

    @Test
    void refusalIsRemembered() {
        // Given
        Receipts receipts = new Receipts((device, id) -> Optional.empty(), outcomes);
        assertThat(receipts.find(DEVICE, eventId)).isEmpty();

        // When
        outcomes.rejected(rejected(Reason.BAD_SIGNATURE));

        // Then
        assertThat(receipts.find(DEVICE, eventId).orElseThrow().reason())
                .isEqualTo("bad-signature");
    }

    @Test
    void waitingEndsWithWhatStorageSaysOrWithTheTime() {
        // Given
        OutcomeWait wait = new OutcomeWait(outcomes);
        EpochToken epoch = new EpochToken("A".repeat(40));
        EventFacts facts = new EventFacts(DEVICE, new StreamName("room-1"), eventId, "a/b", DIGEST);
        var answered = wait.open(facts, Duration.ofMinutes(1)).outcome(epoch);
        outcomes.stored(stored());
        var late = wait.open(facts, Duration.ofMillis(20)).outcome(epoch);

        // Then
        assertThat(answered.toCompletableFuture().join().progress())
                .isEqualTo(Taken.Progress.STORED);
        assertThat(late.toCompletableFuture().join())
                .isEqualTo(new Taken(Taken.Progress.PENDING, Receipt.pending(eventId), epoch));
    }

    private StoredNotice stored() {
        return new StoredNotice(
                "acme", "sensor-1", eventId, StoredNotice.Outcome.STORED, DIGEST, Instant.EPOCH);
    }

    private RejectedNotice rejected(Reason reason) {
        return new RejectedNotice("acme", "sensor-1", eventId, reason, Instant.EPOCH);
    }
}

package io.sealstream.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.EventId;
import io.sealstream.protocol.RejectedNotice;
import io.sealstream.protocol.RejectedNotice.Reason;
import io.sealstream.protocol.StoredNotice;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutcomesTest {
    private static final DeviceId DEVICE = new DeviceId("acme", "sensor-1");

    private final Outcomes outcomes = new Outcomes();
    private final EventId eventId = EventId.random();

    @Test
    void everyRequestThatWaitsForAnEventHears() {
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
    void retryIsNoRefusalToRemember() {
        // Given
        Receipts receipts = new Receipts((device, id) -> Optional.empty(), outcomes);

        // When
        outcomes.rejected(rejected(Reason.RETRY));

        // Then
        assertThat(receipts.find(DEVICE, eventId)).isEmpty();
        outcomes.rejected(rejected(Reason.BAD_SIGNATURE));
        assertThat(receipts.find(DEVICE, eventId).orElseThrow().reason())
                .isEqualTo("bad-signature");
    }

    private StoredNotice stored() {
        return new StoredNotice(
                "acme",
                "sensor-1",
                eventId,
                StoredNotice.Outcome.STORED,
                "sha-256=:x:",
                Instant.EPOCH);
    }

    private RejectedNotice rejected(Reason reason) {
        return new RejectedNotice("acme", "sensor-1", eventId, reason, Instant.EPOCH);
    }
}

package io.sealstream.benchmarks.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.benchmarks.load.DeliveryState;
import io.sealstream.benchmarks.load.EventMaker;
import io.sealstream.benchmarks.load.Ledger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The comparison sees what is planted. */
class ExactlyOnceTest {
    private final EventMaker events = new EventMaker(0xabcdef012345L, 256);
    private final Ledger ledger = new Ledger();
    private ExactlyOnce comparison;
    private int first;
    private int second;
    private int refused;
    private int unanswered;

    @BeforeEach
    void send() {
        first = sent(DeliveryState.ACKNOWLEDGED);
        second = sent(DeliveryState.ACKNOWLEDGED);
        refused = sent(DeliveryState.REFUSED);
        unanswered = sent(DeliveryState.UNKNOWN);
        comparison = new ExactlyOnce(ledger, events, number -> "device-" + number);
        comparison.found(stored(first));
    }

    @Test
    void whatWasAcknowledgedAndFoundOnceHolds() {
        comparison.found(stored(second));

        assertThat(comparison.conclude().holds()).isTrue();
    }

    @Test
    void whatWasNotAnsweredMayBeThereOrNot() {
        comparison.found(stored(second));
        comparison.found(stored(unanswered));

        assertThat(comparison.conclude().holds()).isTrue();
    }

    @Test
    void aLossIsSeen() {
        assertThat(comparison.conclude().discrepancies())
                .containsExactly("acknowledged and lost: " + events.id(second));
    }

    @Test
    void aDoubleIsSeen() {
        comparison.found(stored(second));
        comparison.found(stored(first));

        ExactlyOnce.Proof proof = comparison.conclude();
        assertThat(proof.holds()).isFalse();
        assertThat(proof.discrepancies()).singleElement().asString().contains("more than once");
    }

    @Test
    void anotherContentOrDeviceIsSeen() {
        comparison.found(
                new StoredEvent("device-9", events.id(second).toString(), events.digest(first)));

        assertThat(comparison.conclude().discrepancyCount()).isEqualTo(2);
    }

    @Test
    void aRefusedEventThatWasTakenAndOneThatNobodySentAreSeen() {
        comparison.found(stored(second));
        comparison.found(stored(refused));
        comparison.found(new StoredEvent("device-0", events.id(99).toString(), events.digest(99)));

        assertThat(comparison.conclude().discrepancyCount()).isEqualTo(2);
    }

    @Test
    void aRunThatSentNothingProvesNothing() {
        assertThat(new ExactlyOnce(new Ledger(), events, n -> "").conclude().holds()).isFalse();
    }

    private int sent(DeliveryState state) {
        int event = ledger.add(0, 0);
        ledger.answered(event, state);
        return event;
    }

    private StoredEvent stored(int event) {
        return new StoredEvent("device-0", events.id(event).toString(), events.digest(event));
    }
}

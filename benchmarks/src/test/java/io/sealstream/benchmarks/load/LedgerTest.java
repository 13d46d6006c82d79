package io.sealstream.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The devices' memory of what they sent. */
class LedgerTest {
    private final Ledger ledger = new Ledger();

    @Test
    void anAcknowledgedEventIsUnderWayUntilItIsStored() {
        int event = ledger.add(3, 5);

        ledger.answered(event, DeliveryState.ACKNOWLEDGED);
        assertThat(ledger.underWay()).isOne();
        assertThat(ledger.stored(event)).isTrue();

        assertThat(ledger.underWay()).isZero();
        assertThat(ledger.state(event)).isEqualTo(DeliveryState.ACKNOWLEDGED);
        assertThat(ledger.device(event)).isEqualTo(3);
        assertThat(ledger.due(event)).isEqualTo(5);
    }

    @Test
    void aSecondNoticeOfTheSameEventCountsNothing() {
        int event = ledger.add(0, 0);
        ledger.stored(event);

        assertThat(ledger.stored(event)).isFalse();
        assertThat(ledger.underWay()).isZero();
    }

    @Test
    void anEventThatIsStoredBeforeItsAnswerIsLostIsRememberedAsBoth() {
        int event = ledger.add(0, 0);
        ledger.stored(event);

        ledger.answered(event, DeliveryState.UNKNOWN);

        assertThat(ledger.isStored(event)).isTrue();
        assertThat(ledger.state(event)).isEqualTo(DeliveryState.UNKNOWN);
        assertThat(ledger.underWay()).isZero();
    }

    @Test
    void manyEventsKeepTheirOwnState() {
        int last = 0;
        for (int i = 0; i < 200_000; i++) {
            last = ledger.add(i % 7, i);
        }
        ledger.answered(last, DeliveryState.REFUSED);

        assertThat(ledger.size()).isEqualTo(200_000);
        assertThat(ledger.underWay()).isEqualTo(199_999);
        assertThat(ledger.state(last)).isEqualTo(DeliveryState.REFUSED);
        assertThat(ledger.state(last - 1)).isEqualTo(DeliveryState.SENT);
        assertThat(ledger.due(131_072)).isEqualTo(131_072);
    }
}

package io.sealstream.systemtests.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The checker sees what is planted. */
class DiscrepanciesTest {
    private static final Sighting ONE = new Sighting("acme/d/1", "sha-256=:1:");
    private static final Sighting TWO = new Sighting("acme/d/2", "sha-256=:2:");
    private static final Sighting UNANSWERED = new Sighting("acme/d/3", "sha-256=:3:");
    private static final Sighting REFUSED = new Sighting("acme/d/4", "sha-256=:4:");
    private final Ledger ledger = new Ledger();

    @BeforeEach
    void send() {
        ledger.note(ONE, 202);
        ledger.note(TWO, 201);
        ledger.note(UNANSWERED, 0);
        ledger.note(REFUSED, 400);
    }

    @Test
    void whatWasAcknowledgedAndFoundOnceIsRight() {
        assertThat(found(ONE, TWO)).isEmpty();
    }

    @Test
    void whatWasNotAnsweredMayBeThereOrNot() {
        assertThat(found(ONE, TWO, UNANSWERED)).isEmpty();
    }

    @Test
    void aLossIsSeen() {
        assertThat(found(ONE)).containsExactly("lost: acme/d/2");
    }

    @Test
    void aDoubleIsSeen() {
        assertThat(found(ONE, TWO, ONE)).containsExactly("doubled: acme/d/1");
    }

    @Test
    void anotherContentIsSeen() {
        assertThat(found(ONE, new Sighting(TWO.address(), ONE.digest())))
                .containsExactly("altered: acme/d/2");
    }

    @Test
    void aRefusedEventThatWasTakenIsSeen() {
        assertThat(found(ONE, TWO, REFUSED)).containsExactly("refused, yet here: acme/d/4");
    }

    @Test
    void anEventThatNobodySentIsSeen() {
        assertThat(found(ONE, TWO, new Sighting("acme/d/9", "sha-256=:9:")))
                .containsExactly("never sent: acme/d/9");
    }

    private List<String> found(Sighting... sightings) {
        return Discrepancies.between(ledger.entries(), List.of(sightings));
    }
}

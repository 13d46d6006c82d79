package io.sealstream.keys.epoch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sealstream.keys.InMemoryVault;
import io.sealstream.keys.UnavailableException;
import io.sealstream.protocol.SecurityFinding;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EpochKeyRingTest {
    private Instant now = Instant.parse("2026-11-21T00:00:00Z");
    private final InstantSource clock = () -> now;
    private final InMemoryVault vault = new InMemoryVault();
    private final InMemoryEpochKeyLog log = new InMemoryEpochKeyLog();
    private final List<SecurityFinding> findings = new ArrayList<>();
    private final EpochKeyRing ring = new EpochKeyRing(vault, log, findings::add, clock);

    @Test
    void nextKeyIsKnownBeforeItIsIssuedWith() {
        // Given
        ring.refresh();
        int issuing = ring.keys().getFirst().kid();
        // When
        pass(Duration.ofHours(11).plusMinutes(30));
        // Then
        assertThat(ring.keys()).extracting(HeldEpochKey::kid).containsExactly(issuing, issuing + 1);
        pass(Duration.ofMinutes(30));
        assertThat(ring.keys()).extracting(HeldEpochKey::kid).containsExactly(issuing + 1, issuing);
    }

    @Test
    void keyIsKeptAsLongAsAnEventThatBearsItsTokenMayWait() {
        // Given
        ring.refresh();
        int first = ring.keys().getFirst().kid();
        // When
        // Issued at the period's end, appended 24 hours later, kept by the topic for 24 more.
        pass(Duration.ofHours(12 + 24 + 24).minusSeconds(1));
        boolean before = kids().contains(first);
        pass(Duration.ofHours(2));
        // Then
        assertThat(before).isTrue();
        assertThat(kids()).doesNotContain(first);
        assertThat(log.since(0).keys()).hasSizeLessThanOrEqualTo(6);
    }

    @Test
    void twoProcessesAgree() {
        // Given
        EpochKeyRing other = new EpochKeyRing(vault, log, findings::add, clock);
        // When
        ring.refresh();
        other.refresh();
        // Then
        assertThat(other.keys().getFirst().key()).isEqualTo(ring.keys().getFirst().key());
    }

    @Test
    void keysInMemoryAreServedWhileVaultIsSealed() {
        // Given
        ring.refresh();
        int kid = ring.keys().getFirst().kid();
        vault.seal(true);
        // When
        now = now.plus(Duration.ofHours(13));
        // Then
        assertThatExceptionOfType(UnavailableException.class).isThrownBy(ring::refresh);
        assertThat(ring.keys().getFirst().kid()).isEqualTo(kid);
    }

    @Test
    void damagedKeyIsSetAsideWithOneFindingAndTheOthersAreServed() {
        // Given
        for (int i = 0; i < 4; i++) {
            pass(Duration.ofHours(12));
        }
        long current = EpochSchedule.generationAt(now);
        log.damage(current - 2);
        log.alter(current - 1);
        EpochKeyRing restarted = new EpochKeyRing(vault, log, findings::add, clock);
        // When
        restarted.refresh();
        restarted.refresh();
        // Then
        assertThat(restarted.isReady()).isTrue();
        assertThat(restarted.keys())
                .extracting(HeldEpochKey::kid)
                .containsExactly(EpochSchedule.kid(current), EpochSchedule.kid(current - 3));
        assertThat(findings)
                .extracting(SecurityFinding::subject)
                .containsExactly("epoch-key/" + (current - 2), "epoch-key/" + (current - 1));
    }

    @Test
    void withoutAKeyNothingIsServed() {
        assertThat(ring.isReady()).isFalse();
        assertThatExceptionOfType(UnavailableException.class).isThrownBy(ring::keys);
    }

    private List<Integer> kids() {
        return ring.keys().stream().map(HeldEpochKey::kid).toList();
    }

    private void pass(Duration time) {
        now = now.plus(time);
        ring.refresh();
    }
}

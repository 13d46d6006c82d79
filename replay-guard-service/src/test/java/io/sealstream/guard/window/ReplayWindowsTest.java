package io.sealstream.guard.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealstream.protocol.Rounds;
import io.sealstream.protocol.Vectors;
import io.sealstream.protocol.nonce.Epoch;
import io.sealstream.protocol.nonce.VerifiedNonce;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class ReplayWindowsTest {
    private static final Epoch FIRST = new Epoch(1_000, 5);
    private static final Epoch SECOND = new Epoch(1_000, 6);
    private static final Epoch THIRD = new Epoch(2_000, 0);

    private ReplayWindows windows = ReplayWindows.startingAt(Instant.EPOCH);

    @Test
    void duplicateWithSameContentIsARetryWithOtherContentAConflict() {
        assertThat(judge(FIRST, 3, 77)).isInstanceOf(Verdict.Fresh.class);
        assertThat(judge(FIRST, 3, 77)).isInstanceOf(Verdict.Retry.class);
        assertThat(judge(FIRST, 3, 78)).isInstanceOf(Verdict.Conflict.class);
    }

    @Test
    void duplicateWhoseContentIsForgottenIsStale() {
        for (int n = 0; n <= ReplayWindows.REMEMBERED; n++) {
            assertThat(judge(FIRST, n, n)).isInstanceOf(Verdict.Fresh.class);
        }
        assertThat(judge(FIRST, 0, 0)).isInstanceOf(Verdict.Stale.class);
        assertThat(judge(FIRST, 1, 1)).isInstanceOf(Verdict.Retry.class);
    }

    @Test
    void lateCounterIsFreshWithinTheWindowAndStaleBeyond() {
        judge(FIRST, 1024, 0);
        assertThat(judge(FIRST, 1, 0)).isInstanceOf(Verdict.Fresh.class);
        assertThat(judge(FIRST, 0, 0)).isInstanceOf(Verdict.Stale.class);
    }

    @Test
    void previousEpochStaysOpenOlderAndSkippedEpochsAreStale() {
        judge(FIRST, 0, 0);
        judge(THIRD, 0, 0);
        assertThat(judge(FIRST, 1, 0)).isInstanceOf(Verdict.Fresh.class);
        assertThat(judge(SECOND, 0, 0)).isInstanceOf(Verdict.Stale.class);
        judge(new Epoch(3_000, 0), 0, 0);
        assertThat(judge(FIRST, 2, 0)).isInstanceOf(Verdict.Stale.class);
    }

    @Test
    void afterLossOfStateOlderEpochsAreStale() {
        windows = ReplayWindows.startingAt(Instant.ofEpochMilli(2_001));
        assertThat(judge(THIRD, 0, 0)).isInstanceOf(Verdict.Stale.class);
        assertThat(judge(new Epoch(2_001, 1), 0, 0)).isInstanceOf(Verdict.Fresh.class);
    }

    @Test
    void everyNonceIsJudgedAsAPlainSetWould() {
        Rounds.run(
                60,
                random -> {
                    windows = ReplayWindows.startingAt(Instant.ofEpochMilli(random.nextInt(4)));
                    Oracle oracle = new Oracle(windows.floor());
                    for (int step = 0; step < 1500; step++) {
                        // Given
                        VerifiedNonce nonce = nonce(random, step);
                        long content = random.nextInt(2);
                        // When
                        Verdict verdict = judge(nonce.epoch(), nonce.counter(), content);
                        // Then
                        assertThat(verdict).isEqualTo(oracle.judge(nonce, content));
                        byte[] encoded = windows.encode();
                        assertThat(encoded.length).isLessThanOrEqualTo(1024);
                        windows = ReplayWindows.decode(encoded);
                        assertThat(windows.encode()).isEqualTo(encoded);
                    }
                });
    }

    @Test
    void changedEncodingIsRefusedOrMeansSomethingElse() {
        byte[] golden = Vectors.golden("replay-windows");
        for (int length = 0; length < golden.length; length++) {
            byte[] cut = Arrays.copyOf(golden, length);
            assertThatThrownBy(() -> ReplayWindows.decode(cut))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        for (int bit = 0; bit < 8 * golden.length; bit++) {
            byte[] changed = golden.clone();
            changed[bit / 8] ^= (byte) (1 << (bit % 8));
            try {
                assertThat(ReplayWindows.decode(changed).encode()).isEqualTo(changed);
            } catch (IllegalArgumentException refused) {
                assertThat(refused).hasMessageContaining("replay window");
            }
        }
    }

    @Test
    void versionOneIsReadForEver() {
        goldenWindows();
        assertThat(windows.encode()).isEqualTo(Vectors.golden("replay-windows"));
        windows = ReplayWindows.decode(Vectors.golden("replay-windows"));
        assertThat(judge(FIRST, 3, 77)).isInstanceOf(Verdict.Retry.class);
        assertThat(judge(THIRD, 9, 5)).isInstanceOf(Verdict.Conflict.class);
        assertThat(judge(THIRD, 10, 4)).isInstanceOf(Verdict.Fresh.class);
    }

    private void goldenWindows() {
        windows = ReplayWindows.startingAt(Instant.EPOCH);
        judge(FIRST, 3, 77);
        judge(FIRST, 700, 78);
        judge(THIRD, 9, 4);
    }

    private Verdict judge(Epoch epoch, long counter, long content) {
        Judgement judgement = windows.judge(new VerifiedNonce(epoch, counter), content);
        if (!(judgement.verdict() instanceof Verdict.Fresh)) {
            assertThat(judgement.next()).isSameAs(windows);
        }
        windows = judgement.next();
        return judgement.verdict();
    }

    private static VerifiedNonce nonce(RandomGenerator random, int step) {
        long drift = step / 200;
        Epoch epoch = new Epoch(1 + drift + random.nextInt(3), random.nextInt(2));
        long far = random.nextInt(40) == 0 ? random.nextInt(5_000) : 0;
        return new VerifiedNonce(epoch, Math.max(0, step % 200 * 9L + far - random.nextInt(60)));
    }

    /** The same rules over sets and lists that never forget. */
    private static final class Oracle {
        private final Set<VerifiedNonce> used = new HashSet<>();
        private final Map<Epoch, Long> highest = new HashMap<>();
        private final List<ReplayWindows.Accepted> accepted = new ArrayList<>();
        private final List<Epoch> opened = new ArrayList<>();

        Oracle(Epoch floor) {
            opened.add(floor);
            opened.add(floor);
        }

        Verdict judge(VerifiedNonce nonce, long content) {
            boolean newer =
                    nonce.epoch().compareTo(opened.getLast()) > 0
                            && nonce.epoch().compareTo(opened.getFirst()) > 0;
            if (!newer && !open(nonce)) {
                return new Verdict.Stale();
            }
            if (used.contains(nonce)) {
                return duplicate(nonce, content);
            }
            if (newer) {
                opened.add(nonce.epoch());
            }
            used.add(nonce);
            highest.merge(nonce.epoch(), nonce.counter(), Math::max);
            accepted.add(new ReplayWindows.Accepted(nonce, content));
            accepted.removeIf(entry -> !open(entry.nonce()));
            if (accepted.size() > ReplayWindows.REMEMBERED) {
                accepted.removeFirst();
            }
            return new Verdict.Fresh();
        }

        private Verdict duplicate(VerifiedNonce nonce, long content) {
            for (var entry : accepted) {
                if (entry.nonce().equals(nonce)) {
                    boolean same = entry.digestPrefix() == content;
                    return same ? new Verdict.Retry() : new Verdict.Conflict();
                }
            }
            return new Verdict.Stale();
        }

        private boolean open(VerifiedNonce nonce) {
            int from = Math.max(2, opened.size() - 2);
            long highest = this.highest.getOrDefault(nonce.epoch(), 0L);
            return opened.subList(from, opened.size()).contains(nonce.epoch())
                    && highest - nonce.counter() < 1024;
        }
    }
}

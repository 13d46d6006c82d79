package io.sealstream.guard.window;

import io.sealstream.protocol.nonce.Epoch;
import io.sealstream.protocol.nonce.VerifiedNonce;

/**
 * Which of the last 1024 counters of an epoch were used (RFC 6479: bit {@code n mod 1024}, so that
 * sliding clears bits and never shifts). Immutable.
 */
record Window(Epoch epoch, long highest, long[] map) {
    static final int SIZE = 1024;
    static final int WORDS = SIZE / Long.SIZE;

    /** Opens a window with its first counter. */
    static Window opening(VerifiedNonce first) {
        long[] map = new long[WORDS];
        set(map, first.counter());
        return new Window(first.epoch(), first.counter(), map);
    }

    boolean isTooOld(long counter) {
        return highest - counter >= SIZE;
    }

    /** Whether a counter inside the window was used. */
    boolean used(long counter) {
        return counter <= highest && (map[word(counter)] & bit(counter)) != 0;
    }

    /** The window after {@code counter}, which is neither too old nor used. */
    Window accept(long counter) {
        long[] next = map.clone();
        if (counter - highest >= SIZE) {
            next = new long[WORDS];
        } else {
            for (long skipped = highest + 1; skipped < counter; skipped++) {
                next[word(skipped)] &= ~bit(skipped);
            }
        }
        set(next, counter);
        return new Window(epoch, Math.max(highest, counter), next);
    }

    private static void set(long[] map, long counter) {
        map[word(counter)] |= bit(counter);
    }

    private static int word(long counter) {
        return (int) (counter & (SIZE - 1)) >>> 6;
    }

    private static long bit(long counter) {
        return 1L << (counter & 63);
    }
}

package io.sealstream.protocol.nonce;

import java.util.Comparator;

/**
 * The name of an epoch, E#: ordered by time of issue, then by the random part.
 *
 * @param issuedMs milliseconds since 1970, below 2^48
 * @param rnd random, below 2^48
 */
public record Epoch(long issuedMs, long rnd) implements Comparable<Epoch> {
    static final long LIMIT = 1L << 48;

    private static final Comparator<Epoch> ORDER =
            Comparator.comparingLong(Epoch::issuedMs).thenComparingLong(Epoch::rnd);

    public Epoch {
        if (issuedMs < 0 || issuedMs >= LIMIT || rnd < 0 || rnd >= LIMIT) {
            throw new IllegalArgumentException("both parts of an epoch have 48 bits");
        }
    }

    @Override
    public int compareTo(Epoch other) {
        return ORDER.compare(this, other);
    }
}

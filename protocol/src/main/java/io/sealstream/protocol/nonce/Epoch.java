package io.sealstream.protocol.nonce;

import java.nio.ByteBuffer;
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

    /** Writes 12 bytes in network order: issuedMs(6), rnd(6). */
    public void write(ByteBuffer out) {
        write48(out, issuedMs);
        write48(out, rnd);
    }

    /** Reads what {@link #write} writes. */
    public static Epoch read(ByteBuffer in) {
        return new Epoch(read48(in), read48(in));
    }

    private static void write48(ByteBuffer out, long value) {
        out.putShort((short) (value >>> 32)).putInt((int) value);
    }

    private static long read48(ByteBuffer in) {
        return (in.getShort() & 0xffffL) << 32 | (in.getInt() & 0xffff_ffffL);
    }

    @Override
    public int compareTo(Epoch other) {
        return ORDER.compare(this, other);
    }
}

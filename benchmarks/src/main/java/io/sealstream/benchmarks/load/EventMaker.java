package io.sealstream.benchmarks.load;

import io.sealstream.protocol.ContentDigest;
import io.sealstream.protocol.EventId;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * The events of one run by number: content and id follow from the number, so that both can be told
 * again when the run is checked. Ids are UUIDs of version 8 (RFC 9562): 48 bits of the run, then
 * the number.
 */
public final class EventMaker {
    private static final long VERSION_8 = 0x8000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final long NUMBER = 0x3fff_ffff_ffff_ffffL;

    private final long run;
    private final int bytes;

    /**
     * Makes the events of a run.
     *
     * @param run any number
     * @param bytes content bytes of each event
     */
    public EventMaker(long run, int bytes) {
        this.run = run;
        this.bytes = bytes;
    }

    /** The id of an event. */
    public EventId id(int event) {
        return new EventId(new UUID(run << 16 | VERSION_8, VARIANT | event));
    }

    /** The number of an event; -1 when it is of another run. */
    public int number(EventId id) {
        UUID uuid = id.value();
        return uuid.getMostSignificantBits() == (run << 16 | VERSION_8)
                ? (int) (uuid.getLeastSignificantBits() & NUMBER)
                : -1;
    }

    /** The content of an event: noise. */
    public byte[] content(int event) {
        ByteBuffer content = ByteBuffer.allocate(bytes + Long.BYTES);
        SplittableRandom noise = new SplittableRandom(run ^ ((long) event << 20));
        while (content.position() < bytes) {
            content.putLong(noise.nextLong());
        }
        byte[] exact = new byte[bytes];
        content.flip().get(exact);
        return exact;
    }

    /** The content's digest, as a member of a Content-Digest field. */
    public String digest(int event) {
        return digest(content(event));
    }

    static String digest(byte[] content) {
        return ContentDigest.of(ContentDigest.Algorithm.SHA_256, content).toString();
    }
}

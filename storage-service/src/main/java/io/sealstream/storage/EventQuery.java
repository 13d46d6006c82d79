package io.sealstream.storage;

import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.StreamName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a page of a stream.
 *
 * @param device device of the stream
 * @param stream name of the stream
 * @param from received at or after, or null
 * @param to received before, or null
 * @param after sequence behind which the page begins, 0 for the beginning
 * @param limit the most events to return, 1 to 1000
 */
public record EventQuery(
        DeviceId device,
        StreamName stream,
        @Nullable Instant from,
        @Nullable Instant to,
        long after,
        int limit) {
    /** The most a page holds. */
    public static final int MAX_LIMIT = 1000;

    public EventQuery {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit is 1 to " + MAX_LIMIT);
        }
    }

    /** The same query from another place on. */
    public EventQuery continuedAfter(long sequence) {
        return new EventQuery(device, stream, from, to, sequence, limit);
    }

    /** Whether an event received then is in the range of time. */
    public boolean includes(Instant receivedAt) {
        return (from == null || !receivedAt.isBefore(from))
                && (to == null || receivedAt.isBefore(to));
    }
}

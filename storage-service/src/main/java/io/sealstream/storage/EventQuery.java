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
 * @param after where the last page ended, or null
 * @param limit the most events to return, 1 to 1000
 */
public record EventQuery(
        DeviceId device,
        StreamName stream,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable Cursor after,
        int limit) {
    /** The most a page holds. */
    public static final int MAX_LIMIT = 1000;

    public EventQuery {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit is 1 to " + MAX_LIMIT);
        }
    }

    /** The same query from another place on. */
    public EventQuery continuedAfter(Cursor cursor) {
        return new EventQuery(device, stream, from, to, cursor, limit);
    }
}

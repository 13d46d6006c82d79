package io.sealstream.reader;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Which events of a stream.
 *
 * @param stream the stream
 * @param from received at or after, null for the beginning
 * @param to received before, null for the end
 * @param limit events a page
 */
public record EventQuery(
        StreamAddress stream, @Nullable Instant from, @Nullable Instant to, int limit) {
    private static final int STANDARD_LIMIT = 100;

    /** Everything of a stream. */
    public static EventQuery all(StreamAddress stream) {
        return new EventQuery(stream, null, null, STANDARD_LIMIT);
    }

    String path(@Nullable String cursor) {
        StringJoiner query = new StringJoiner("&", stream.path() + "?", "");
        query.add("limit=" + limit);
        add(query, "from", from);
        add(query, "to", to);
        add(query, "cursor", cursor);
        return query.toString();
    }

    private static void add(StringJoiner query, String name, @Nullable Object value) {
        if (value != null) {
            query.add(name + "=" + URLEncoder.encode(value.toString(), StandardCharsets.UTF_8));
        }
    }
}

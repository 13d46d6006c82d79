package io.sealstream.storage.http;

import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.StreamName;
import io.sealstream.servicekit.http.PageLimit;
import io.sealstream.servicekit.http.QueryParameters;
import io.sealstream.storage.Cursor;
import io.sealstream.storage.EventQuery;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/**
 * The query parameters of a list of events: {@code from}, {@code to}, {@code limit}, {@code
 * cursor}.
 */
final class ListParameters {
    private ListParameters() {}

    static EventQuery query(DeviceId device, StreamName stream, UriInfo uri) {
        QueryParameters given = QueryParameters.of(uri, "from", "to", "limit", "cursor");
        return new EventQuery(
                device,
                stream,
                given.read("from", ListParameters::time).orElse(null),
                given.read("to", ListParameters::time).orElse(null),
                given.read("cursor", text -> Cursor.parse(device, stream, text).sequence())
                        .orElse(0L),
                PageLimit.of(given, EventQuery.MAX_LIMIT));
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("not a time such as 2026-01-31T12:00:00Z", e);
        }
    }
}

package io.sealstream.storage.http;

import io.sealstream.protocol.Json;
import io.sealstream.storage.Cursor;
import io.sealstream.storage.EventQuery;
import io.sealstream.storage.ReadEvent;
import io.sealstream.storage.Reading;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * Streams a selection, one event a line, a page at a time in memory. When a page cannot be read the
 * connection breaks off instead of ending, so that a reader never takes a part for the whole.
 */
final class NdjsonExport {
    static final String TYPE = "application/x-ndjson";

    private NdjsonExport() {}

    static Response of(Reading reading, EventQuery query) {
        List<ReadEvent> first = reading.list(query);
        StreamingOutput lines = out -> write(reading, query, first, out);
        return Response.ok(lines, TYPE).header("Cache-Control", "no-store").build();
    }

    private static void write(
            Reading reading, EventQuery query, List<ReadEvent> first, OutputStream out)
            throws IOException {
        List<ReadEvent> page = first;
        while (!page.isEmpty()) {
            for (ReadEvent event : page) {
                out.write(Json.write(EventView.of(event)));
                out.write('\n');
            }
            if (page.size() < query.limit()) {
                return;
            }
            Cursor last = Cursor.after(page.getLast().event().submission());
            page = reading.list(query.continuedAfter(last));
        }
    }
}

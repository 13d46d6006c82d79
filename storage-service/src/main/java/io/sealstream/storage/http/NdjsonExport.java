package io.sealstream.storage.http;

import io.sealstream.protocol.Json;
import io.sealstream.storage.EventQuery;
import io.sealstream.storage.ReadBudget;
import io.sealstream.storage.ReadPage;
import io.sealstream.storage.ReadPage.Entry;
import io.sealstream.storage.Reading;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;

/**
 * A selection, one event a line, a page at a time in memory: the next is read when the reader has
 * taken this one. The last line is {@code {"next": cursor}}, and is there only when the selection
 * is complete. When a page cannot be read the connection breaks off instead of ending, so that a
 * reader never takes a part for the whole.
 */
record NdjsonExport(
        Reading reading,
        ReadBudget budget,
        EventQuery query,
        ReadPage first,
        ReadBudget.Share firstShare)
        implements StreamingOutput {
    static final String TYPE = "application/x-ndjson";

    /** One that has begun waits rather than break off. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Override
    public void write(OutputStream out) throws IOException {
        ReadPage page = first;
        try (firstShare) {
            lines(out, page);
        }
        while (page.more()) {
            try (ReadBudget.Share share = budget.part(PATIENCE)) {
                page = reading.list(query.continuedAfter(page.next().sequence()), share);
                lines(out, page);
            }
        }
        line(out, new End(page.next().toString()));
    }

    private static void lines(OutputStream out, ReadPage page) throws IOException {
        for (Entry entry : page.entries()) {
            line(out, EventView.of(entry));
        }
    }

    private static void line(OutputStream out, Object value) throws IOException {
        out.write(Json.write(value));
        out.write('\n');
    }

    private record End(String next) {}
}

package io.sealstream.storage.http;

import io.sealstream.protocol.Json;
import io.sealstream.storage.ReadBudget;
import io.sealstream.storage.ReadPage;
import io.sealstream.storage.ReadPage.Entry;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A page as JSON, {@code {"events": [...], "next": cursor, "more": boolean}}, written event by
 * event. Holds its share until the reader has taken the page.
 */
record PageAnswer(ReadPage page, ReadBudget.Share share) implements StreamingOutput {
    @Override
    public void write(OutputStream out) throws IOException {
        try (share) {
            String before = "{\"events\":[";
            for (Entry entry : page.entries()) {
                out.write(before.getBytes(StandardCharsets.US_ASCII));
                out.write(Json.write(EventView.of(entry)));
                before = ",";
            }
            String end =
                    "%s],\"next\":\"%s\",\"more\":%b}"
                            .formatted(
                                    page.entries().isEmpty() ? before : "",
                                    page.next(),
                                    page.more());
            out.write(end.getBytes(StandardCharsets.US_ASCII));
        }
    }
}

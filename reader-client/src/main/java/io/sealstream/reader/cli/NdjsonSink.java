package io.sealstream.reader.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sealstream.reader.ReceivedEvent;
import io.sealstream.reader.VerifiedEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/**
 * One JSON object a line. Content that is JSON stands as {@code data}, text for text; anything else
 * as {@code data_base64}, the names CloudEvents uses.
 */
final class NdjsonSink implements EventSink {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Writer writer;

    NdjsonSink(Writer writer) {
        this.writer = writer;
    }

    @Override
    public void write(VerifiedEvent checked) {
        byte[] content = checked.content();
        ReceivedEvent event = checked.event();
        ObjectNode line =
                JSON.createObjectNode()
                        .put("eventId", event.id().toString())
                        .put("receivedAt", event.receivedAt().toString())
                        .put("contentType", event.contentType())
                        .put("verified", true);
        if (isJsonOnOneLine(content)) {
            line.putRawValue(
                    "data",
                    new com.fasterxml.jackson.databind.util.RawValue(
                            new String(content, StandardCharsets.UTF_8).strip()));
        } else {
            line.put("data_base64", content);
        }
        try {
            writer.write(JSON.writeValueAsString(line));
            writer.write('\n');
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a line can always be written", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isJsonOnOneLine(byte[] content) {
        for (byte b : content) {
            if (b == '\n' || b == '\r') {
                return false;
            }
        }
        try {
            // A value followed by another would break the line it stands in.
            return content.length > 0
                    && JSON.reader()
                                    .with(
                                            com.fasterxml.jackson.databind.DeserializationFeature
                                                    .FAIL_ON_TRAILING_TOKENS)
                                    .readTree(content)
                            != null;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}

package io.sealstream.reader.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.sealstream.reader.ReceivedEvent;
import io.sealstream.reader.VerifiedEvent;
import java.util.Optional;

/**
 * One JSON object a line. Content that is JSON on one line stands as {@code data}, text for text;
 * anything else as {@code data_base64}, the names CloudEvents uses.
 */
final class NdjsonSink implements EventSink {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Output output;

    NdjsonSink(Output output) {
        this.output = output;
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
        Optional<String> json = JsonText.of(content).filter(NdjsonSink::isOneLine);
        if (json.isPresent()) {
            line.putRawValue("data", new RawValue(json.get()));
        } else {
            line.put("data_base64", content);
        }
        try {
            output.write(JSON.writeValueAsString(line) + "\n");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a line can always be written", e);
        }
    }

    private static boolean isOneLine(String text) {
        return text.indexOf('\n') < 0 && text.indexOf('\r') < 0;
    }
}

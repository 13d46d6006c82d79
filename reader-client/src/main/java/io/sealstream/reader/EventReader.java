package io.sealstream.reader;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sealstream.protocol.ContentDigest;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.EventFacts;
import io.sealstream.protocol.EventId;
import io.sealstream.protocol.SignatureEvidence;
import io.sealstream.protocol.StreamName;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the JSON of the read endpoint. Unknown members are ignored, missing ones refused. */
final class EventReader {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What a list answers. */
    sealed interface Line {}

    /** An event in its place. */
    record Event(long sequence, ReceivedEvent event) implements Line {}

    /** What is said in the place of an event. */
    record Unreadable(UnreadableEvent event) implements Line {}

    /** That the selection is complete, and where it ended. */
    record End(String next) implements Line {}

    /** A part of a selection. */
    record Page(List<Line> lines, Position position) {}

    private EventReader() {}

    static Page page(byte[] json) {
        JsonNode page = parse(json);
        List<Line> lines = new ArrayList<>();
        required(page, "events").forEach(entry -> lines.add(entry(entry)));
        return new Page(
                lines, new Position(text(page, "next"), required(page, "more").asBoolean()));
    }

    static ReceivedEvent event(byte[] json) {
        return event(parse(json));
    }

    static Line line(byte[] json) {
        JsonNode line = parse(json);
        return line.has("next") ? new End(text(line, "next")) : entry(line);
    }

    private static Line entry(JsonNode json) {
        long sequence = required(json, "sequence").asLong();
        if (!json.has("problem")) {
            return new Event(sequence, event(json));
        }
        return new Unreadable(
                new UnreadableEvent(
                        sequence,
                        optional(json, "eventId").map(id -> EventId.parse(id.asText())),
                        problem(text(json, "problem"))));
    }

    /** It is printed: nothing else than a label may come through. */
    private static String problem(String label) {
        return label.matches("[a-z-]{1,40}") ? label : "unknown problem";
    }

    private static ReceivedEvent event(JsonNode json) {
        try {
            JsonNode evidence = required(json, "evidence");
            return new ReceivedEvent(
                    new EventFacts(
                            new DeviceId(text(json, "tenant"), text(json, "device")),
                            new StreamName(text(json, "stream")),
                            EventId.parse(text(json, "eventId")),
                            text(json, "contentType"),
                            ContentDigest.parse(text(json, "contentDigest"))),
                    Instant.parse(text(json, "receivedAt")),
                    bytes(json, "content"),
                    new Evidence(signature(evidence), bytes(evidence, "certificate")));
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            throw new ReaderException("storage answered no event", e);
        }
    }

    private static SignatureEvidence signature(JsonNode evidence) throws IOException {
        return new SignatureEvidence(
                text(evidence, "authority"),
                text(evidence, "query"),
                texts(evidence, "components"),
                texts(evidence, "fields"),
                text(evidence, "parameters"),
                bytes(evidence, "signature"));
    }

    private static byte[] bytes(JsonNode json, String member) throws IOException {
        byte[] bytes = required(json, member).binaryValue();
        if (bytes == null) {
            throw new ReaderException("storage answered no " + member);
        }
        return bytes;
    }

    private static List<String> texts(JsonNode json, String member) {
        List<String> texts = new ArrayList<>();
        required(json, member).forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static JsonNode parse(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new ReaderException("storage answered no JSON");
        }
    }

    private static String text(JsonNode json, String member) {
        return required(json, member).asText();
    }

    private static JsonNode required(JsonNode json, String member) {
        return optional(json, member)
                .orElseThrow(() -> new ReaderException("storage answered no " + member));
    }

    private static Optional<JsonNode> optional(JsonNode json, String member) {
        JsonNode value = json.path(member);
        return value.isMissingNode() || value.isNull() ? Optional.empty() : Optional.of(value);
    }
}

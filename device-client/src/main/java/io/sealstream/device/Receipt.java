package io.sealstream.device;

import com.fasterxml.jackson.databind.JsonNode;
import io.sealstream.protocol.ContentDigest;
import io.sealstream.protocol.InvalidIdentifierException;
import java.util.Locale;
import java.util.Optional;

/**
 * What became of an event.
 *
 * @param state where it is
 * @param stream stream of what is stored, empty otherwise
 * @param contentType media type of what is stored, empty otherwise
 * @param digest digest of what is stored, empty otherwise
 * @param storedAt when it was stored, RFC 3339, empty otherwise
 * @param reason why it was rejected, for example {@code nonce-stale}, empty otherwise
 */
public record Receipt(
        State state,
        String stream,
        String contentType,
        String digest,
        String storedAt,
        String reason) {

    /** Where an event is. */
    public enum State {
        PENDING,
        STORED,
        REJECTED
    }

    static Optional<Receipt> of(JsonNode json) {
        for (State state : State.values()) {
            if (json.path("state").asText("").equalsIgnoreCase(state.name())) {
                return Optional.of(
                        new Receipt(
                                state,
                                text(json, "stream"),
                                text(json, "contentType"),
                                text(json, "digest"),
                                text(json, "storedAt"),
                                text(json, "reason").toLowerCase(Locale.ROOT).replace('_', '-')));
            }
        }
        return Optional.empty();
    }

    /** Whether it is this event that is stored: another one may have had its id before. */
    boolean isOf(OutgoingEvent event) {
        try {
            return stream.equals(event.stream().value())
                    && contentType.equals(event.contentType())
                    && ContentDigest.parse(digest).matches(event.content());
        } catch (InvalidIdentifierException e) {
            return false;
        }
    }

    private static String text(JsonNode json, String member) {
        return json.path(member).isNull() ? "" : json.path(member).asText("");
    }
}

package io.sealstream.storage;

import io.sealstream.protocol.EventId;
import io.sealstream.protocol.InvalidIdentifierException;
import io.sealstream.protocol.Submission;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/**
 * A place between two events of a stream: after the event received at that time with that id. It
 * does not move when events come or go. Text form: base64url of {@code <ms>/<event id>}.
 *
 * @param receivedAt of the last event, milliseconds
 * @param eventId of the last event
 */
public record Cursor(Instant receivedAt, EventId eventId) {

    /** The place after an event. */
    public static Cursor after(Submission submission) {
        return new Cursor(submission.receivedAt(), submission.eventId());
    }

    /** Reads the text form. */
    public static Cursor parse(String text) {
        try {
            byte[] decoded = Base64.getUrlDecoder().decode(text);
            String pair = new String(decoded, StandardCharsets.US_ASCII);
            int slash = pair.indexOf('/');
            long millis = Long.parseLong(pair.substring(0, Math.max(slash, 0)));
            return new Cursor(
                    Instant.ofEpochMilli(millis), EventId.parse(pair.substring(slash + 1)));
        } catch (IllegalArgumentException e) {
            throw new InvalidIdentifierException("not a cursor");
        }
    }

    @Override
    public String toString() {
        String pair = receivedAt.toEpochMilli() + "/" + eventId;
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(pair.getBytes(StandardCharsets.US_ASCII));
    }
}

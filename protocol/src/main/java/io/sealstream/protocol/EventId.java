package io.sealstream.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Names one event of one device; made by the device together with the event. Any UUID version.
 *
 * @param value the id, unique per device
 */
public record EventId(UUID value) {
    private static final Pattern CANONICAL =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    /** A new random id (UUID version 4). */
    public static EventId random() {
        return new EventId(UUID.randomUUID());
    }

    /** Reads the canonical lower-case text form (RFC 9562, section 4). */
    @JsonCreator
    public static EventId parse(String text) {
        if (!CANONICAL.matcher(text).matches()) {
            throw new InvalidIdentifierException("not a lower-case UUID");
        }
        return new EventId(UUID.fromString(text));
    }

    /** The 16 bytes in network order. */
    public byte[] toBytes() {
        return UuidBytes.write(value);
    }

    /** Reads the 16 bytes. */
    public static EventId ofBytes(byte[] bytes) {
        return new EventId(UuidBytes.read(bytes));
    }

    @JsonValue
    @Override
    public String toString() {
        return value.toString();
    }
}

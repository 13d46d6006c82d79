package io.sealstream.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/**
 * Names one event of one device; made by the device together with the event. Any UUID version.
 *
 * @param value the id, unique per device
 */
public record EventId(UUID value) {
    /** A new random id (UUID version 4). */
    public static EventId random() {
        return new EventId(UUID.randomUUID());
    }

    /**
     * Reads the canonical lower-case text form (RFC 9562, section 4).
     *
     * @throws InvalidIdentifierException when it is another
     */
    @JsonCreator
    public static EventId parse(String text) {
        return new EventId(Uuids.parse(text));
    }

    /** The 16 bytes in network order. */
    public byte[] toBytes() {
        return Uuids.toBytes(value);
    }

    /** Reads the 16 bytes. */
    public static EventId ofBytes(byte[] bytes) {
        return new EventId(Uuids.ofBytes(bytes));
    }

    @JsonValue
    @Override
    public String toString() {
        return value.toString();
    }
}

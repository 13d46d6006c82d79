package io.sealstream.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/**
 * Names a data key: random, 16 bytes on the wire, as in COSE header 4 of a sealed event.
 *
 * @param value the id; any UUID version
 */
public record DataKeyId(UUID value) {
    /** A new random id (UUID version 4). */
    public static DataKeyId random() {
        return new DataKeyId(UUID.randomUUID());
    }

    /**
     * Reads the canonical lower-case text form (RFC 9562, section 4).
     *
     * @throws InvalidIdentifierException when it is another
     */
    @JsonCreator
    public static DataKeyId parse(String text) {
        return new DataKeyId(Uuids.parse(text));
    }

    /** The 16 bytes in network order. */
    public byte[] toBytes() {
        return Uuids.toBytes(value);
    }

    /** Reads the 16 bytes. */
    public static DataKeyId ofBytes(byte[] bytes) {
        return new DataKeyId(Uuids.ofBytes(bytes));
    }

    @JsonValue
    @Override
    public String toString() {
        return value.toString();
    }
}

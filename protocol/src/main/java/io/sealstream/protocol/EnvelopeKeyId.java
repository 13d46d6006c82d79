package io.sealstream.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/**
 * Names one generation of a device's envelope key pair.
 *
 * @param value the id; any UUID version
 */
public record EnvelopeKeyId(UUID value) {
    /** A new random id (UUID version 4). */
    public static EnvelopeKeyId random() {
        return new EnvelopeKeyId(UUID.randomUUID());
    }

    /**
     * Reads the canonical lower-case text form (RFC 9562, section 4).
     *
     * @throws InvalidIdentifierException when it is another
     */
    @JsonCreator
    public static EnvelopeKeyId parse(String text) {
        return new EnvelopeKeyId(Uuids.parse(text));
    }

    /** The 16 bytes in network order. */
    public byte[] toBytes() {
        return Uuids.toBytes(value);
    }

    @JsonValue
    @Override
    public String toString() {
        return value.toString();
    }
}

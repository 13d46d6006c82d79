package io.sealstream.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Names one generation of a device's envelope key pair.
 *
 * @param value the id; any UUID version
 */
public record EnvelopeKeyId(UUID value) {
    private static final Pattern CANONICAL =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    /** A new random id (UUID version 4). */
    public static EnvelopeKeyId random() {
        return new EnvelopeKeyId(UUID.randomUUID());
    }

    /** Reads the canonical lower-case text form (RFC 9562, section 4). */
    @JsonCreator
    public static EnvelopeKeyId parse(String text) {
        if (!CANONICAL.matcher(text).matches()) {
            throw new InvalidIdentifierException("not a lower-case UUID");
        }
        return new EnvelopeKeyId(UUID.fromString(text));
    }

    /** The 16 bytes in network order. */
    public byte[] toBytes() {
        return UuidBytes.write(value);
    }

    @JsonValue
    @Override
    public String toString() {
        return value.toString();
    }
}

package io.sealstream.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Names a data key: random, 16 bytes on the wire, as in COSE header 4 of a sealed event.
 *
 * @param value the id; any UUID version
 */
public record DataKeyId(UUID value) {
    private static final Pattern CANONICAL =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    /** A new random id (UUID version 4). */
    public static DataKeyId random() {
        return new DataKeyId(UUID.randomUUID());
    }

    /** Reads the canonical lower-case text form (RFC 9562, section 4). */
    @JsonCreator
    public static DataKeyId parse(String text) {
        if (!CANONICAL.matcher(text).matches()) {
            throw new InvalidIdentifierException("not a lower-case UUID");
        }
        return new DataKeyId(UUID.fromString(text));
    }

    /** The 16 bytes in network order. */
    public byte[] toBytes() {
        return UuidBytes.write(value);
    }

    /** Reads the 16 bytes. */
    public static DataKeyId ofBytes(byte[] bytes) {
        return new DataKeyId(UuidBytes.read(bytes));
    }

    @JsonValue
    @Override
    public String toString() {
        return value.toString();
    }
}

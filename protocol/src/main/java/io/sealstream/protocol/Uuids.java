package io.sealstream.protocol;

import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.regex.Pattern;

/** The two forms of a UUID that ids have: canonical text, and 16 bytes (RFC 9562, section 4). */
final class Uuids {
    private static final int BYTES = 16;
    private static final Pattern CANONICAL =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private Uuids() {}

    /** Reads the lower-case text; {@link UUID#fromString} takes other spellings of the same id. */
    static UUID parse(String text) {
        if (!CANONICAL.matcher(text).matches()) {
            throw new InvalidIdentifierException("not a lower-case UUID");
        }
        return UUID.fromString(text);
    }

    /** The bytes in network order. */
    static byte[] toBytes(UUID value) {
        return ByteBuffer.allocate(BYTES)
                .putLong(value.getMostSignificantBits())
                .putLong(value.getLeastSignificantBits())
                .array();
    }

    /** Reads the bytes. */
    static UUID ofBytes(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new InvalidIdentifierException("a UUID has 16 bytes");
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        return new UUID(in.getLong(), in.getLong());
    }
}

package io.sealstream.protocol;

import java.nio.ByteBuffer;
import java.util.UUID;

/** A UUID as 16 bytes in network order (RFC 9562, section 4). */
final class UuidBytes {
    private UuidBytes() {}

    static byte[] write(UUID value) {
        return ByteBuffer.allocate(16)
                .putLong(value.getMostSignificantBits())
                .putLong(value.getLeastSignificantBits())
                .array();
    }

    static UUID read(byte[] bytes) {
        if (bytes.length != 16) {
            throw new InvalidIdentifierException("a UUID has 16 bytes");
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        return new UUID(in.getLong(), in.getLong());
    }
}

package io.sealstream.devstack.documents.storage;

import java.nio.ByteBuffer;

/**
 * The part of the key space that begins with a kind and a number: {@code kind: byte, number: int32
 * big-endian}.
 *
 * @param kind below 255
 */
public record Prefix(byte kind, int number) {
    /** Length in bytes. */
    public static final int LENGTH = 1 + Integer.BYTES;

    /** The smallest key with this prefix. */
    public byte[] first() {
        return key(new byte[0]);
    }

    /** The smallest key after all keys with this prefix. */
    public byte[] end() {
        return new Prefix(kind, number + 1).first();
    }

    /** The key with this prefix that ends with {@code rest}. */
    public byte[] key(byte[] rest) {
        return ByteBuffer.allocate(LENGTH + rest.length).put(kind).putInt(number).put(rest).array();
    }
}

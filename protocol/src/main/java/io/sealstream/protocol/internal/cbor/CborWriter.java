package io.sealstream.protocol.internal.cbor;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes deterministic CBOR: shortest heads, definite lengths. Map keys are the caller's order. */
public final class CborWriter {
    private byte[] buffer;
    private int size;

    /** Starts with room for {@code expected} bytes. */
    public CborWriter(int expected) {
        buffer = new byte[Math.max(16, expected)];
    }

    /** Writes a non-negative integer. */
    public CborWriter unsigned(long value) {
        if (value < 0) {
            throw new IllegalArgumentException("unsigned takes a non-negative number");
        }
        return head(0, value);
    }

    /** Writes an integer in its shortest form (RFC 8949, section 4.2.1). */
    public CborWriter integer(long value) {
        return value < 0 ? head(1, -1 - value) : head(0, value);
    }

    /** Writes a byte string. */
    public CborWriter bytes(byte[] value) {
        head(2, value.length);
        return raw(value);
    }

    /** Writes a text string. */
    public CborWriter text(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        head(3, utf8.length);
        return raw(utf8);
    }

    /** Starts an array of {@code length} items, which the caller writes next. */
    public CborWriter array(int length) {
        return head(4, length);
    }

    /** Starts a map of {@code pairs} pairs, which the caller writes next in canonical key order. */
    public CborWriter map(int pairs) {
        return head(5, pairs);
    }

    /** Writes a tag; the tagged item follows. */
    public CborWriter tag(int number) {
        return head(6, number);
    }

    /** The bytes written so far; may be the internal buffer, so write nothing after. */
    public byte[] toBytes() {
        return size == buffer.length ? buffer : Arrays.copyOf(buffer, size);
    }

    private CborWriter head(int major, long value) {
        int top = major << 5;
        if (value < 24) {
            return put(top | (int) value, 0, 0);
        }
        if (value < 0x100) {
            return put(top | 24, value, 1);
        }
        if (value < 0x1_0000) {
            return put(top | 25, value, 2);
        }
        return value < 0x1_0000_0000L ? put(top | 26, value, 4) : put(top | 27, value, 8);
    }

    private CborWriter put(int first, long value, int length) {
        reserve(1 + length);
        buffer[size++] = (byte) first;
        for (int shift = 8 * (length - 1); shift >= 0; shift -= 8) {
            buffer[size++] = (byte) (value >>> shift);
        }
        return this;
    }

    private CborWriter raw(byte[] bytes) {
        reserve(bytes.length);
        System.arraycopy(bytes, 0, buffer, size, bytes.length);
        size += bytes.length;
        return this;
    }

    private void reserve(int more) {
        if (size + more > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(size + more, 2 * buffer.length));
        }
    }
}

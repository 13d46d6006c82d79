package io.sealstream.protocol.internal.cbor;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads deterministic CBOR. Every method takes the next item, or throws {@link
 * MalformedCborException} when it has another type, a longer head than needed, an indefinite
 * length, or goes past the end.
 */
public final class CborReader {
    private final byte[] input;
    private int position;

    public CborReader(byte[] input) {
        this.input = input;
    }

    /** Takes a non-negative integer below 2^63. */
    public long unsigned() throws MalformedCborException {
        return head(0);
    }

    /** Reads an integer; any but the shortest form is refused. */
    public long integer() throws MalformedCborException {
        return peekMajor() == 1 ? -1 - head(1) : head(0);
    }

    /** Takes a byte string. */
    public byte[] bytes() throws MalformedCborException {
        int length = length(2);
        byte[] value = Arrays.copyOfRange(input, position, position + length);
        position += length;
        return value;
    }

    /** Takes a text string. */
    public String text() throws MalformedCborException {
        int length = length(3);
        try {
            String value =
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(input, position, length))
                            .toString();
            position += length;
            return value;
        } catch (CharacterCodingException e) {
            throw new MalformedCborException("text is not UTF-8", e);
        }
    }

    /** Takes exactly this text. */
    public void text(String expected) throws MalformedCborException {
        if (!text().equals(expected)) {
            throw new MalformedCborException("expected " + expected);
        }
    }

    /** Takes the head of an array of exactly {@code length} items. */
    public void array(int length) throws MalformedCborException {
        if (head(4) != length) {
            throw new MalformedCborException("expected an array of " + length);
        }
    }

    /** Takes the head of an array; its length is at most the number of bytes that are left. */
    public int array() throws MalformedCborException {
        long length = head(4);
        if (length > input.length - position) {
            throw new MalformedCborException("an array goes past the end");
        }
        return (int) length;
    }

    /** Takes the head of a map of exactly {@code pairs} pairs. */
    public void map(int pairs) throws MalformedCborException {
        if (head(5) != pairs) {
            throw new MalformedCborException("expected a map of " + pairs);
        }
    }

    /** Takes exactly this tag. */
    public void tag(int number) throws MalformedCborException {
        if (head(6) != number) {
            throw new MalformedCborException("expected tag " + number);
        }
    }

    /** Takes exactly this integer. */
    public void integer(long expected) throws MalformedCborException {
        if (integer() != expected) {
            throw new MalformedCborException("expected " + expected);
        }
    }

    /** Requires the end of the input; throws when bytes follow. */
    public void end() throws MalformedCborException {
        if (position != input.length) {
            throw new MalformedCborException("bytes after the end");
        }
    }

    private int peekMajor() throws MalformedCborException {
        need(1);
        return (input[position] & 0xff) >>> 5;
    }

    private int length(int major) throws MalformedCborException {
        long length = head(major);
        if (length > input.length - position) {
            throw new MalformedCborException("a string goes past the end");
        }
        return (int) length;
    }

    private long head(int major) throws MalformedCborException {
        if (peekMajor() != major) {
            throw new MalformedCborException("expected major type " + major);
        }
        int info = input[position++] & 0x1f;
        if (info < 24) {
            return info;
        }
        if (info > 27) {
            throw new MalformedCborException("indefinite or reserved length");
        }
        int size = 1 << (info - 24);
        long value = number(size);
        long smallest = size == 1 ? 24 : 1L << (4 * size);
        if (value < smallest) {
            throw new MalformedCborException("not the shortest head");
        }
        return value;
    }

    private long number(int size) throws MalformedCborException {
        need(size);
        long value = 0;
        for (int i = 0; i < size; i++) {
            value = value << 8 | (input[position++] & 0xff);
        }
        if (value < 0) {
            throw new MalformedCborException("a number of 2^63 or more");
        }
        return value;
    }

    private void need(int bytes) throws MalformedCborException {
        if (bytes > input.length - position) {
            throw new MalformedCborException("the input ends too early");
        }
    }
}

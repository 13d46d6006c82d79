package io.sealstream.fuzzing.edits;

import java.util.Arrays;

/** Changes bytes whose structure does not matter. */
public final class ByteEdits {
    private static final int MOST_EDITS = 4;

    private ByteEdits() {}

    /** The bytes after a few edits, perhaps none. */
    public static byte[] edit(Choices choices, byte[] bytes) {
        byte[] edited = bytes;
        int edits = choices.number(0, MOST_EDITS);
        for (int i = 0; i < edits; i++) {
            edited = once(choices, edited);
        }
        return edited;
    }

    private static byte[] once(Choices choices, byte[] bytes) {
        int from = choices.number(0, bytes.length);
        int to = Math.min(bytes.length, from + choices.number(0, 64));
        return switch (choices.number(0, 3)) {
            case 0 -> replace(bytes, from, to, choices.bytes(64));
            case 1 -> replace(bytes, from, from, Arrays.copyOfRange(bytes, from, to));
            case 2 -> Arrays.copyOf(bytes, from);
            default -> flipped(bytes, from, choices.octet());
        };
    }

    /** The bytes with a part of them replaced. */
    static byte[] replace(byte[] bytes, int from, int to, byte[] by) {
        byte[] replaced = new byte[bytes.length - (to - from) + by.length];
        System.arraycopy(bytes, 0, replaced, 0, from);
        System.arraycopy(by, 0, replaced, from, by.length);
        System.arraycopy(bytes, to, replaced, from + by.length, bytes.length - to);
        return replaced;
    }

    private static byte[] flipped(byte[] bytes, int at, byte by) {
        byte[] flipped = bytes.clone();
        if (at < bytes.length) {
            flipped[at] ^= by;
        }
        return flipped;
    }
}

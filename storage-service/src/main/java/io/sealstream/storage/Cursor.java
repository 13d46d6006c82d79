package io.sealstream.storage;

import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.InvalidIdentifierException;
import io.sealstream.protocol.StreamName;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/**
 * A place in one stream: behind the event with this sequence. It does not move when events come or
 * go. Text form: base64url of
 *
 * <pre>
 * version(1) = 1, first 8 bytes of SHA-256("tenant/device/stream"), sequence(8)
 * </pre>
 *
 * The digest tells cursors of other streams, which would select something else in silence. It
 * guards nothing: a cursor gives no right.
 *
 * @param device device of the stream
 * @param stream name of the stream
 * @param sequence of the event before the place, 0 for the beginning
 */
public record Cursor(DeviceId device, StreamName stream, long sequence) {
    private static final byte VERSION = 1;
    private static final int STREAM_BYTES = 8;
    private static final int BYTES = 1 + STREAM_BYTES + Long.BYTES;

    /**
     * Reads the text form.
     *
     * @throws InvalidIdentifierException when it is no cursor of this stream
     */
    public static Cursor parse(DeviceId device, StreamName stream, String text) {
        byte[] bytes = decode(text);
        if (bytes.length == BYTES) {
            Cursor cursor =
                    new Cursor(device, stream, ByteBuffer.wrap(bytes).getLong(1 + STREAM_BYTES));
            if (cursor.sequence >= 0 && Arrays.equals(cursor.toBytes(), bytes)) {
                return cursor;
            }
        }
        throw new InvalidIdentifierException("not a cursor of this stream");
    }

    private static byte[] decode(String text) {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private byte[] toBytes() {
        return ByteBuffer.allocate(BYTES)
                .put(VERSION)
                .put(digest(), 0, STREAM_BYTES)
                .putLong(sequence)
                .array();
    }

    private byte[] digest() {
        try {
            String name = device.key() + "/" + stream.value();
            return MessageDigest.getInstance("SHA-256")
                    .digest(name.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(toBytes());
    }
}

package io.sealstream.devstack.documents.engine;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.Decimal128;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes values so that their bytes, compared unsigned, sort as MongoDB sorts the values:
 *
 * <pre>
 * null, missing      05
 * number             10 double (sign flipped, or all bits when negative), int16 what a long has beyond
 * string             20 UTF-8 with 00 written as 00 FF, then 00 00
 * document           30 BSON, written as a string is; equal ones are equal, no more
 * binary             40 int32 length, bytes
 * UUID               41 two int64
 * ObjectId           50 12 bytes
 * boolean            60 00 or 01
 * date               70 int64 ms, sign flipped
 * </pre>
 *
 * <p>No value's bytes begin another's.
 */
final class KeyWriter {
    private static final int CANNOT_INDEX = 67;
    private static final byte ESCAPED = (byte) 0xFF;

    private ByteBuffer buffer = ByteBuffer.allocate(128);

    /** Whether {@link #value} takes a value, and bounds can be made of it. */
    static boolean isScalar(@Nullable Object value) {
        return Missing.isNullOrMissing(value)
                || (value instanceof Number && !(value instanceof Decimal128))
                || value instanceof String
                || value instanceof BinData
                || value instanceof UUID
                || value instanceof ObjectId
                || value instanceof Boolean
                || value instanceof Instant;
    }

    /**
     * Writes a value.
     *
     * @throws MongoServerError when it cannot be part of a key here
     */
    KeyWriter value(@Nullable Object value) {
        switch (value) {
            case null -> tag(0x05);
            case Missing _ -> tag(0x05);
            case Number number -> number(number);
            case String text -> tag(0x20).escaped(text.getBytes(StandardCharsets.UTF_8));
            case Document document -> tag(0x30).escaped(Bson.encode(Numbers.normalized(document)));
            case BinData data -> tag(0x40).int32(data.getData().length).bytes(data.getData());
            case UUID id ->
                    tag(0x41)
                            .int64(id.getMostSignificantBits())
                            .int64(id.getLeastSignificantBits());
            case ObjectId id -> tag(0x50).bytes(id.toByteArray());
            case Boolean flag -> tag(0x60).tag(flag ? 1 : 0);
            case Instant time -> tag(0x70).int64(time.toEpochMilli() ^ Long.MIN_VALUE);
            default ->
                    throw new MongoServerError(
                            CANNOT_INDEX,
                            "CannotCreateIndex",
                            "this emulator does not index " + value.getClass().getSimpleName());
        }
        return this;
    }

    private void number(Number number) {
        if (number instanceof Decimal128) {
            throw new MongoServerError(
                    CANNOT_INDEX, "CannotCreateIndex", "this emulator does not index Decimal128");
        }
        tag(0x10).int64(Numbers.sortable(number)).int16(Numbers.remainder(number));
    }

    private void escaped(byte[] raw) {
        room(2 * raw.length + 2);
        for (byte b : raw) {
            buffer.put(b);
            if (b == 0) {
                buffer.put(ESCAPED);
            }
        }
        buffer.putShort((short) 0);
    }

    private KeyWriter tag(int tag) {
        room(1).put((byte) tag);
        return this;
    }

    private void int16(int value) {
        room(Short.BYTES).putShort((short) value);
    }

    private KeyWriter int32(int value) {
        room(Integer.BYTES).putInt(value);
        return this;
    }

    private KeyWriter int64(long value) {
        room(Long.BYTES).putLong(value);
        return this;
    }

    /** Writes bytes as they are. */
    KeyWriter bytes(byte[] bytes) {
        room(bytes.length).put(bytes);
        return this;
    }

    private ByteBuffer room(int wanted) {
        if (buffer.remaining() < wanted) {
            buffer = ByteBuffer.allocate(2 * (buffer.capacity() + wanted)).put(buffer.flip());
        }
        return buffer;
    }

    /** A copy of what was written. */
    byte[] toBytes() {
        return Arrays.copyOf(buffer.array(), buffer.position());
    }
}

package io.sealstream.protocol.nonce;

import java.nio.ByteBuffer;

/** Six bytes in network order. */
final class Uint48 {
    private Uint48() {}

    static void write(ByteBuffer out, long value) {
        out.putShort((short) (value >>> 32)).putInt((int) value);
    }

    static long read(ByteBuffer in) {
        return (in.getShort() & 0xffffL) << 32 | (in.getInt() & 0xffff_ffffL);
    }
}

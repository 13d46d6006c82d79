package io.sealstream.systemtests.stack;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;

/** The smallest request of a protocol that its server answers to everybody whom TLS admits. */
public enum Wire {
    HTTP {
        @Override
        byte[] request() {
            return "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        boolean answers(byte[] start) {
            return new String(start, StandardCharsets.US_ASCII).startsWith("HTTP/");
        }
    },
    /** ApiVersions, version 0. */
    KAFKA {
        @Override
        byte[] request() {
            return ByteBuffer.allocate(14)
                    .putInt(10)
                    .putShort((short) 18)
                    .putShort((short) 0)
                    .putInt(CORRELATION)
                    .putShort((short) -1)
                    .array();
        }

        @Override
        boolean answers(byte[] start) {
            return start.length >= 8 && ByteBuffer.wrap(start).getInt(4) == CORRELATION;
        }
    },
    /** {@code hello} in an OP_MSG of MongoDB's wire protocol. */
    DOCUMENTS {
        @Override
        byte[] request() {
            BsonDocument hello =
                    new BsonDocument("hello", new BsonInt32(1))
                            .append("$db", new BsonString("admin"));
            ByteBuffer bson =
                    new RawBsonDocument(hello, new BsonDocumentCodec()).getByteBuffer().asNIO();
            int length = 21 + bson.remaining();
            return ByteBuffer.allocate(length)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(length)
                    .putInt(CORRELATION)
                    .putInt(0)
                    .putInt(2013)
                    .putInt(0)
                    .put((byte) 0)
                    .put(bson)
                    .array();
        }

        @Override
        boolean answers(byte[] start) {
            return start.length >= 12
                    && ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN).getInt(8)
                            == CORRELATION;
        }
    };

    private static final int CORRELATION = 0x5ea1;

    abstract byte[] request();

    /** Whether these first bytes of what came back are an answer, and not a refusal of TLS. */
    abstract boolean answers(byte[] start);
}

package io.sealstream.devstack.documents.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.Decimal128;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The order of keys is the order of MongoDB. */
class KeyWriterTest {
    /**
     * In the order of https://www.mongodb.com/docs/manual/reference/bson-type-comparison-order/.
     */
    private static final List<Object> ORDERED =
            Arrays.asList(
                    null,
                    Double.NaN,
                    Double.NEGATIVE_INFINITY,
                    Long.MIN_VALUE,
                    Long.MIN_VALUE + 1,
                    -1.5,
                    -1,
                    0,
                    Double.MIN_VALUE,
                    1L,
                    1.5,
                    (1L << 53) - 1,
                    1L << 53,
                    (1L << 53) + 1,
                    (1L << 53) + 2,
                    Long.MAX_VALUE - 1024,
                    Long.MAX_VALUE - 1,
                    Long.MAX_VALUE,
                    1e300,
                    Double.POSITIVE_INFINITY,
                    "",
                    "\0",
                    "\0a",
                    "a",
                    "a\0",
                    "a\0b",
                    "aa",
                    "é",
                    "\uFFFF",
                    "\uD83D\uDE00",
                    new BinData(new byte[] {(byte) 0xFF}),
                    new BinData(new byte[] {0, 1}),
                    new UUID(1, 2),
                    new ObjectId("000000000000000000000001"),
                    false,
                    true,
                    Instant.ofEpochMilli(-1),
                    Instant.EPOCH,
                    Instant.ofEpochMilli(Long.MAX_VALUE));

    private static byte[] key(Object... values) {
        KeyWriter writer = new KeyWriter();
        for (Object value : values) {
            writer.value(value);
        }
        return writer.toBytes();
    }

    @Test
    void keysSortAsValuesDo() {
        List<Object> shuffled = new ArrayList<>(ORDERED);
        Collections.shuffle(shuffled, new Random(1));

        shuffled.sort((a, b) -> Arrays.compareUnsigned(key(a), key(b)));

        assertThat(shuffled).containsExactlyElementsOf(ORDERED);
    }

    @Test
    void theFirstValueDecidesBeforeTheSecond() {
        for (int i = 1; i < ORDERED.size(); i++) {
            Object low = ORDERED.get(i - 1);
            Object high = ORDERED.get(i);

            assertThat(Arrays.compareUnsigned(key(low, "z"), key(high, ""))).isNegative();
        }
    }

    @Test
    void equalNumbersHaveOneKey() {
        assertThat(key(7)).isEqualTo(key(7L)).isEqualTo(key(7.0));
        assertThat(key(-0.0)).isEqualTo(key(0));
        assertThat(key(new Document("n", 7))).isEqualTo(key(new Document("n", 7L)));
    }

    @Test
    void whatHasNoKeyIsRefused() {
        assertThatThrownBy(() -> key(List.of(1))).isInstanceOf(MongoServerError.class);
        assertThatThrownBy(() -> key(Decimal128.ONE)).isInstanceOf(MongoServerError.class);
    }
}

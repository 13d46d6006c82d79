package io.sealstream.devstack.documents.engine;

import java.util.Arrays;
import java.util.List;

/**
 * How documents are found.
 *
 * @param ranges where to look, in the order of keys; they do not overlap
 * @param ordered whether they come in the order that was asked for
 * @param backwards whether they are to be gone through from the last key to the first
 */
record Plan(Access access, List<Range> ranges, boolean ordered, boolean backwards) {

    /** Keys from {@code first}, inclusive, to {@code end}, exclusive. */
    record Range(byte[] first, byte[] end) {

        /** All keys that begin with {@code prefix} and then are within two bounds, inclusive. */
        static Range within(byte[] prefix, byte[] lower, byte[] upper) {
            return new Range(
                    new KeyWriter().bytes(prefix).bytes(lower).toBytes(),
                    after(new KeyWriter().bytes(prefix).bytes(upper).toBytes()));
        }

        /** The first key behind all that begin with these bytes. */
        private static byte[] after(byte[] bytes) {
            byte[] end = bytes.clone();
            int last = end.length - 1;
            while (end[last] == (byte) 0xFF) {
                last--;
            }
            end[last]++;
            return Arrays.copyOf(end, last + 1);
        }
    }
}

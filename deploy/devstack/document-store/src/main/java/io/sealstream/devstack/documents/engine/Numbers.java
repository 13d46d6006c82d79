package io.sealstream.devstack.documents.engine;

import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Numbers that are equal whatever their type, as MongoDB compares them. */
final class Numbers {
    /** Half of the distance of two doubles is at most 1024 for a long. */
    private static final int BIAS = 1 << 14;

    private Numbers() {}

    /** The double nearest to it, as bits that sort unsigned. NaN sorts first, -0 as 0. */
    static long sortable(Number number) {
        double value = number.doubleValue();
        if (Double.isNaN(value)) {
            return 0;
        }
        long bits = Double.doubleToRawLongBits(value == 0 ? 0 : value);
        return bits < 0 ? ~bits : bits ^ Long.MIN_VALUE;
    }

    /** How far a long is from the double nearest to it, plus a bias that makes it positive. */
    static int remainder(Number number) {
        return number instanceof Long exact
                ? BIAS + (int) (exact - (long) exact.doubleValue())
                : BIAS;
    }

    /** A document in which equal numbers are the same. */
    static Document normalized(Map<String, ?> document) {
        Document result = new Document();
        document.forEach((name, value) -> result.put(name, normalized(value)));
        return result;
    }

    private static @Nullable Object normalized(@Nullable Object value) {
        return switch (value) {
            case Long exact when exact != (long) exact.doubleValue() -> exact;
            case Integer number -> number.doubleValue();
            case Long number -> number.doubleValue();
            case Double number -> number == 0 ? (Double) 0.0 : number;
            case Document document -> normalized((Map<String, ?>) document);
            case Collection<?> values -> values.stream().map(Numbers::normalized).toList();
            case null, default -> value;
        };
    }
}

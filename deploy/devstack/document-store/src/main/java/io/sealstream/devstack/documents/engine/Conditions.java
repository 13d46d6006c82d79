package io.sealstream.devstack.documents.engine;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a query demands of single fields, as far as an order of keys can serve it: equality, {@code
 * $in}, and bounds, which count as inclusive. The rest of the query is for the matcher, which sees
 * every document that is found.
 */
final class Conditions {
    private final Map<String, Condition> byField = new HashMap<>();

    /** What one field must be. Values are encoded by {@link KeyWriter}. */
    static final class Condition {
        private @Nullable List<byte[]> points;
        private byte @Nullable [] lower;
        private byte @Nullable [] upper;
        private boolean excludesMissing;

        /** The values it may have, in order; null for any. */
        @Nullable List<byte[]> points() {
            return points;
        }

        /** The lowest value; null for no bound. */
        byte @Nullable [] lower() {
            return lower;
        }

        /** The highest value; null for no bound. */
        byte @Nullable [] upper() {
            return upper;
        }

        /** Whether it is exactly one value. */
        boolean isOnePoint() {
            return points != null && points.size() == 1;
        }

        private void operator(String operator, @Nullable Object operand) {
            switch (operator) {
                case "$eq" -> oneOf(Arrays.asList(operand));
                case "$in" -> {
                    if (operand instanceof Collection<?> values) {
                        oneOf(values);
                    }
                }
                case "$gt", "$gte" -> atLeast(operand);
                case "$lt", "$lte" -> atMost(operand);
                default -> {}
            }
        }

        private void oneOf(Collection<?> values) {
            if (points == null && values.stream().allMatch(KeyWriter::isScalar)) {
                TreeSet<byte[]> sorted = new TreeSet<>(Arrays::compareUnsigned);
                values.forEach(value -> sorted.add(encoded(value)));
                points = List.copyOf(sorted);
                excludesMissing |= values.stream().noneMatch(Missing::isNullOrMissing);
            }
        }

        private void atLeast(@Nullable Object value) {
            if (isBound(value)) {
                byte[] bound = encoded(value);
                lower = lower == null || Arrays.compareUnsigned(bound, lower) > 0 ? bound : lower;
            }
        }

        private void atMost(@Nullable Object value) {
            if (isBound(value)) {
                byte[] bound = encoded(value);
                upper = upper == null || Arrays.compareUnsigned(bound, upper) < 0 ? bound : upper;
            }
        }

        private boolean isBound(@Nullable Object value) {
            boolean bound = KeyWriter.isScalar(value) && Missing.isNeitherNullNorMissing(value);
            excludesMissing |= bound;
            return bound;
        }

        private static byte[] encoded(@Nullable Object value) {
            return new KeyWriter().value(value).toBytes();
        }
    }

    private Conditions() {}

    /** Reads a query. */
    static Conditions of(Document query) {
        Conditions conditions = new Conditions();
        conditions.read(query);
        return conditions;
    }

    /** The condition on a field; null when there is none. */
    @Nullable Condition on(String field) {
        return byField.get(field);
    }

    /** Whether a document without the field cannot match. */
    boolean excludesMissing(String field) {
        Condition condition = on(field);
        return condition != null && condition.excludesMissing;
    }

    private void read(Document query) {
        query.forEach((name, value) -> {
            if (name.equals("$and") && value instanceof Collection<?> parts) {
                parts.forEach(part -> {
                    if (part instanceof Document document) {
                        read(document);
                    }
                });
            } else if (!name.startsWith("$")) {
                read(byField.computeIfAbsent(name, n -> new Condition()), value);
            }
        });
    }

    private static void read(Condition condition, @Nullable Object value) {
        if (value instanceof Document operators) {
            operators.forEach(condition::operator);
        } else {
            condition.operator("$eq", value);
        }
    }
}

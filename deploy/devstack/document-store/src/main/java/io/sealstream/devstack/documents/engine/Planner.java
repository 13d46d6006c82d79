package io.sealstream.devstack.documents.engine;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the way to documents: the one that looks at the fewest fields' worth of keys, by how many
 * fields are fixed, then whether the order is served, then whether there is a bound.
 */
final class Planner {
    private static final int MOST_RANGES = 1_000;

    private final Conditions conditions;
    private final List<String> sort;
    private final boolean ascending;
    private final boolean descending;

    /**
     * @param orderBy null or empty for any order
     */
    Planner(Document query, @Nullable Document orderBy) {
        this.conditions = Conditions.of(query);
        List<String> fields = new ArrayList<>();
        boolean up = true;
        boolean down = true;
        for (var field : (orderBy == null ? new Document() : orderBy).entrySet()) {
            Conditions.Condition condition = conditions.on(field.getKey());
            // What is the same in all documents orders nothing.
            if (condition == null || !condition.isOnePoint()) {
                fields.add(field.getKey());
                int direction = field.getValue() instanceof Number number ? number.intValue() : 0;
                up &= direction > 0;
                down &= direction < 0;
            }
        }
        this.sort = fields;
        this.ascending = up;
        this.descending = down && !fields.isEmpty();
    }

    /** The best of the ways there are: the documents themselves, and the indexes. */
    Plan choose(Documents documents, List<FieldIndex> indexes) {
        Candidate best = new Candidate(documents);
        if (best.fixed == 0) {
            for (FieldIndex index : indexes) {
                if (index.serves(conditions)) {
                    Candidate candidate = new Candidate(index);
                    best = candidate.score() > best.score() ? candidate : best;
                }
            }
        }
        return new Plan(best.access, best.ranges(), best.ordered, best.ordered && descending);
    }

    /** One way, and what it is worth. */
    private final class Candidate {
        private final Access access;
        private final int fixed;
        private final boolean ordered;
        private List<byte[]> prefixes;
        private final Conditions.@Nullable Condition bound;

        Candidate(Access access) {
            this.access = access;
            this.prefixes = List.of(access.prefix().first());
            List<String> order = access.order();
            int next = 0;
            while (next < order.size() && fix(conditions.on(order.get(next)))) {
                next++;
            }
            this.fixed = next;
            this.bound = next < order.size() ? conditions.on(order.get(next)) : null;
            this.ordered = isOrdered(order);
        }

        private boolean fix(Conditions.@Nullable Condition condition) {
            List<byte[]> points = condition == null ? null : condition.points();
            if (points == null || prefixes.size() * points.size() > MOST_RANGES) {
                return false;
            }
            prefixes =
                    prefixes.stream()
                            .flatMap(prefix ->
                                    points.stream()
                                            .map(point ->
                                                    new KeyWriter()
                                                            .bytes(prefix)
                                                            .bytes(point)
                                                            .toBytes()))
                            .toList();
            return true;
        }

        /** Fields of one value may stand between; of several, the order goes with them. */
        private boolean isOrdered(List<String> order) {
            int served = 0;
            for (String field : order) {
                if (served == sort.size()) {
                    break;
                }
                Conditions.Condition condition = conditions.on(field);
                if (field.equals(sort.get(served))) {
                    served++;
                } else if (condition == null || !condition.isOnePoint()) {
                    return false;
                }
            }
            return served == sort.size() && (ascending || descending);
        }

        private List<Plan.Range> ranges() {
            byte[] none = new byte[0];
            byte[] lower = bound == null ? null : bound.lower();
            byte[] upper = bound == null ? null : bound.upper();
            List<Plan.Range> ranges = new ArrayList<>();
            for (byte[] prefix : prefixes) {
                byte[] first = lower == null ? none : lower;
                ranges.add(Plan.Range.within(prefix, first, upper == null ? none : upper));
            }
            return ranges;
        }

        private int score() {
            boolean bounded = bound != null && (bound.lower() != null || bound.upper() != null);
            return fixed * 10 + (ordered && !sort.isEmpty() ? 5 : 0) + (bounded ? 2 : 0);
        }
    }
}

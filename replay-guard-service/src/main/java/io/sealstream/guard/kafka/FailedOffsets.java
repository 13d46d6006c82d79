package io.sealstream.guard.kafka;

import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where judging failed, by partition. It outlives the stream thread that failed, so that the next
 * one knows that it meets the same record again; and it knows several, because what fails in one
 * transaction undoes what was decided of the others in it. Thread-safe.
 */
final class FailedOffsets {
    /** More than any transaction holds; the oldest are long behind. */
    private static final int REMEMBERED = 10_000;

    private final ConcurrentHashMap<Integer, TreeSet<Long>> failed = new ConcurrentHashMap<>();

    /** Notes a failure; true when it failed there before. */
    boolean failedBefore(int partition, long offset) {
        TreeSet<Long> offsets = failed.computeIfAbsent(partition, p -> new TreeSet<>());
        synchronized (offsets) {
            boolean before = !offsets.add(offset);
            if (offsets.size() > REMEMBERED) {
                var _ = offsets.pollFirst();
            }
            return before;
        }
    }
}

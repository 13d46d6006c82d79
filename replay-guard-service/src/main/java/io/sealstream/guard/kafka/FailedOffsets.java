package io.sealstream.guard.kafka;

import java.util.concurrent.ConcurrentHashMap;

/**
 * Where judging failed last, by partition. It outlives the stream thread that failed, so that the
 * next one knows that it meets the same record again. Thread-safe.
 */
final class FailedOffsets {
    private final ConcurrentHashMap<Integer, Long> last = new ConcurrentHashMap<>();

    /** Notes a failure; true when the one before was at the same place. */
    boolean failedBefore(int partition, long offset) {
        Long before = last.put(partition, offset);
        return before != null && before == offset;
    }
}

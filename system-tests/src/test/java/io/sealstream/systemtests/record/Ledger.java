package io.sealstream.systemtests.record;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** What devices sent, and what they were told. Thread-safe. */
public final class Ledger {
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final Map<Integer, LongAdder> answers = new ConcurrentHashMap<>();
    private final AtomicLong lastAcknowledged = new AtomicLong(System.nanoTime());
    private final AtomicLong longestPause = new AtomicLong();

    /** What a device knows of an event by the answer to it. */
    public enum DeliveryState {
        /** An answer of 2xx: the platform must not lose it. */
        ACKNOWLEDGED,
        /** 429, 5xx or no answer: it may be stored or not. */
        UNKNOWN,
        /** Any other answer: it must not be stored. */
        REFUSED;

        public static DeliveryState of(int status) {
            if (status / 100 == 2) {
                return ACKNOWLEDGED;
            }
            return status == 0 || status == 429 || status >= 500 ? UNKNOWN : REFUSED;
        }
    }

    /**
     * One event.
     *
     * @param event as sent
     * @param state as answered
     */
    public record Entry(Sighting event, DeliveryState state) {}

    /** Notes an event and the status it was answered with, 0 when there was no answer. */
    public void note(Sighting event, int status) {
        entries.put(event.address(), new Entry(event, DeliveryState.of(status)));
        if (DeliveryState.of(status) == DeliveryState.ACKNOWLEDGED) {
            long now = System.nanoTime();
            longestPause.accumulateAndGet(now - lastAcknowledged.getAndSet(now), Math::max);
        }
        answers.computeIfAbsent(status, s -> new LongAdder()).increment();
    }

    public Collection<Entry> entries() {
        return List.copyOf(entries.values());
    }

    public long count(DeliveryState state) {
        return entries.values().stream().filter(entry -> entry.state() == state).count();
    }

    /** The longest time in which no event was acknowledged. */
    public Duration longestPause() {
        return Duration.ofNanos(longestPause.get());
    }

    /** How often each status was answered. */
    @Override
    public String toString() {
        return answers.toString();
    }
}

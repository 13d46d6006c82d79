package io.sealstream.keys.envelope;

import io.sealstream.protocol.EnvelopeKeyId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Open seeds, for minutes: so a reader's next page costs Vault nothing. Each is zeroed ten minutes
 * after it came, used or not, and earlier when there is no room.
 */
public final class SeedCache implements AutoCloseable {
    static final Duration LIFETIME = Duration.ofMinutes(10);
    private static final int CAPACITY = 10_000;

    private record Entry(byte[] seed, Instant until) {}

    private final Map<EnvelopeKeyId, Entry> entries = new LinkedHashMap<>();
    private final InstantSource clock;

    public SeedCache(InstantSource clock) {
        this.clock = clock;
    }

    /** A copy of a seed, which the caller zeroes. */
    synchronized Optional<byte[]> copyOf(EnvelopeKeyId id) {
        evictExpired();
        return Optional.ofNullable(entries.get(id)).map(entry -> entry.seed().clone());
    }

    /** Keeps a copy of a seed. */
    synchronized void put(EnvelopeKeyId id, byte[] seed) {
        remove(id);
        if (entries.size() >= CAPACITY) {
            remove(entries.keySet().iterator().next());
        }
        entries.put(id, new Entry(seed.clone(), clock.instant().plus(LIFETIME)));
    }

    /** Zeroes what is older than its lifetime. To be called at intervals: a seed must not wait. */
    public synchronized void evictExpired() {
        Instant now = clock.instant();
        // Entries are in the order they came, and all live equally long.
        while (!entries.isEmpty()) {
            Map.Entry<EnvelopeKeyId, Entry> eldest = entries.entrySet().iterator().next();
            if (now.isBefore(eldest.getValue().until())) {
                return;
            }
            remove(eldest.getKey());
        }
    }

    private void remove(EnvelopeKeyId id) {
        Entry removed = entries.remove(id);
        if (removed != null) {
            Arrays.fill(removed.seed(), (byte) 0);
        }
    }

    @Override
    public synchronized void close() {
        entries.values().forEach(entry -> Arrays.fill(entry.seed(), (byte) 0));
        entries.clear();
    }
}

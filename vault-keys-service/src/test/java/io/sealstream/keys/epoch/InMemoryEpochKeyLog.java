package io.sealstream.keys.epoch;

import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;

/** Wrapped epoch keys in memory. */
public final class InMemoryEpochKeyLog implements EpochKeyLog {
    private final NavigableMap<Long, WrappedEpochKey> keys = new ConcurrentSkipListMap<>();

    private final NavigableSet<Long> damaged = new ConcurrentSkipListSet<>();

    @Override
    public boolean add(WrappedEpochKey key) {
        return !damaged.contains(key.generation())
                && keys.putIfAbsent(key.generation(), key) == null;
    }

    @Override
    public Generations since(long oldest) {
        return new Generations(
                List.copyOf(keys.tailMap(oldest, true).values()), damaged.tailSet(oldest));
    }

    /** What a vandal of the database does. */
    void damage(long generation) {
        keys.remove(generation);
        damaged.add(generation);
    }

    /** Puts another text in the place of a wrapped key. */
    void alter(long generation) {
        keys.computeIfPresent(
                generation, (g, key) -> new WrappedEpochKey(g, "vault:v1:" + g, key.notAfter()));
    }

    @Override
    public void deleteBefore(long oldest) {
        keys.headMap(oldest, false).clear();
    }
}

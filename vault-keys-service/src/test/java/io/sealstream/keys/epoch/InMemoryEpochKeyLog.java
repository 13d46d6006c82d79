package io.sealstream.keys.epoch;

import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** Wrapped epoch keys in memory. */
public final class InMemoryEpochKeyLog implements EpochKeyLog {
    private final NavigableMap<Long, WrappedEpochKey> keys = new ConcurrentSkipListMap<>();

    @Override
    public boolean add(WrappedEpochKey key) {
        return keys.putIfAbsent(key.generation(), key) == null;
    }

    @Override
    public List<WrappedEpochKey> since(long oldest) {
        return List.copyOf(keys.tailMap(oldest, true).values());
    }

    @Override
    public void deleteBefore(long oldest) {
        keys.headMap(oldest, false).clear();
    }
}

package io.sealstream.ingest;

import io.sealstream.protocol.DeviceId;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What is remembered of devices for a while, bounded for each device and for all together. A device
 * that brings more than its share, or brings anything when the memory is full, loses its own oldest
 * entry; one that has none yet takes the place of the oldest entry of the device that has been
 * quiet the longest. So no device can make the memory forget what the busy others need.
 * Thread-safe.
 *
 * @param <K> names an entry of a device
 * @param <V> what is remembered
 */
final class DeviceMemory<K, V> {
    private final Limits limits;
    private final LongSupplier nanoTime;

    /** The device that has been quiet the longest is first. */
    private final SequencedMap<DeviceId, SequencedMap<K, Entry<V>>> devices = new LinkedHashMap<>();

    private int size;

    /**
     * How much is remembered.
     *
     * @param perDevice entries of one device, at most
     * @param total entries of all devices, at most
     * @param time how long an entry is remembered after it was last written
     */
    record Limits(int perDevice, int total, Duration time) {}

    private record Entry<V>(V value, long until) {}

    DeviceMemory(Limits limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.nanoTime = nanoTime;
    }

    /** Remembers an entry in the place of another with the same key. */
    synchronized void put(DeviceId device, K key, V value) {
        forgetWhatIsOver();
        SequencedMap<K, Entry<V>> own = devices.remove(device);
        if (own == null) {
            own = new LinkedHashMap<>();
        }
        if (own.remove(key) != null) {
            size--;
        }
        if (own.size() >= limits.perDevice() || (size >= limits.total() && !own.isEmpty())) {
            own.pollFirstEntry();
            size--;
        } else if (size >= limits.total()) {
            forgetOldestOfQuietest();
        }
        own.put(key, new Entry<>(value, nanoTime.getAsLong() + limits.time().toNanos()));
        devices.put(device, own);
        size++;
    }

    /** What is remembered; empty when nothing is, or no more. */
    synchronized Optional<V> find(DeviceId device, K key) {
        SequencedMap<K, Entry<V>> own = devices.get(device);
        Entry<V> entry = own == null ? null : own.get(key);
        return entry == null || isOver(entry) ? Optional.empty() : Optional.of(entry.value());
    }

    /** What is remembered, or else made and remembered; its time begins again. */
    synchronized V get(DeviceId device, K key, Supplier<V> make) {
        V value = find(device, key).orElseGet(make);
        put(device, key, value);
        return value;
    }

    private boolean isOver(Entry<V> entry) {
        return entry.until() - nanoTime.getAsLong() < 0;
    }

    /** Of the device that has been quiet the longest; twice as fast as entries come. */
    private void forgetWhatIsOver() {
        for (int i = 0; i < 2 && !devices.isEmpty(); i++) {
            Entry<V> oldest = devices.firstEntry().getValue().firstEntry().getValue();
            if (!isOver(oldest)) {
                return;
            }
            forgetOldestOfQuietest();
        }
    }

    private void forgetOldestOfQuietest() {
        Iterator<SequencedMap<K, Entry<V>>> quietest = devices.sequencedValues().iterator();
        SequencedMap<K, Entry<V>> entries = quietest.next();
        entries.pollFirstEntry();
        size--;
        if (entries.isEmpty()) {
            quietest.remove();
        }
    }
}

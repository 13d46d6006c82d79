package io.sealstream.guard.kafka;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Submissions of senders that are not known yet, set aside for the moment that the device table may
 * lag behind ingest's. They lie in the store of the windows, so that setting one aside and the
 * input offset are one transaction:
 *
 * <pre>
 * key   = "~" partition (5 digits) "~" offset (19 digits)    ; no device has a tilde in its key
 * value = appendedAt: int64 ms, submission
 * </pre>
 */
final class ParkedRecords {
    private static final String FIRST = "~";
    private static final String LAST = "~~";

    /** Beyond so many in a partition, strangers are refused at once: they are a flood. */
    private static final int MOST = 20_000;

    private static final long MOST_BYTES = 8L << 20;

    private final KeyValueStore<String, byte[]> store;
    private int size;
    private long bytes;

    /** A parked submission: its key in the store, where it came from, its value. */
    @SuppressWarnings("ArrayRecordComponent")
    record Parked(String key, RecordPlace place, byte[] value) {}

    ParkedRecords(KeyValueStore<String, byte[]> store) {
        this.store = store;
        try (var all = store.range(FIRST, LAST)) {
            while (all.hasNext()) {
                count(1, all.next().value.length);
            }
        }
    }

    private void count(int records, int valueBytes) {
        size += records;
        bytes += (long) records * valueBytes;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Whether one more fits: all that are set aside can be looked at together in memory. */
    boolean hasRoomFor(byte[] value) {
        return size < MOST && bytes + value.length <= MOST_BYTES;
    }

    void park(RecordPlace place, byte[] value) {
        byte[] kept =
                ByteBuffer.allocate(Long.BYTES + value.length)
                        .putLong(place.appendedAt().toEpochMilli())
                        .put(value)
                        .array();
        store.put(key(place), kept);
        count(1, kept.length);
    }

    void remove(Parked parked) {
        store.delete(parked.key());
        count(-1, Long.BYTES + parked.value().length);
    }

    /** The oldest, in the order they came in. */
    List<Parked> oldest(int most) {
        List<Parked> found = new ArrayList<>();
        try (var all = store.range(FIRST, LAST)) {
            while (all.hasNext() && found.size() < most) {
                found.add(parked(all.next()));
            }
        }
        return found;
    }

    private static String key(RecordPlace place) {
        return String.format(Locale.ROOT, "~%05d~%019d", place.partition(), place.offset());
    }

    private static Parked parked(KeyValue<String, byte[]> entry) {
        ByteBuffer in = ByteBuffer.wrap(entry.value);
        Instant appendedAt = Instant.ofEpochMilli(in.getLong());
        byte[] value = new byte[in.remaining()];
        in.get(value);
        int partition = Integer.parseInt(entry.key.substring(1, 6));
        long offset = Long.parseLong(entry.key.substring(7));
        return new Parked(entry.key, new RecordPlace(partition, offset, appendedAt), value);
    }
}

package io.sealstream.guard.kafka;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.PriorityQueue;
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
 *
 * Each is looked at again after a wait that doubles up to a second: a flood of strangers must not
 * keep the thread busy.
 */
final class ParkedRecords {
    private static final String FIRST = "~";
    private static final String LAST = "~~";

    /** Beyond so many in a partition, strangers are refused at once: they are a flood. */
    private static final int MOST = 20_000;

    private static final long MOST_BYTES = 8L << 20;
    private static final long SHORTEST_WAIT_MS = 100;
    private static final long LONGEST_WAIT_MS = 1000;

    private final KeyValueStore<String, byte[]> store;
    private final PriorityQueue<Look> looks =
            new PriorityQueue<>(Comparator.comparingLong(Look::at).thenComparing(Look::key));
    private long bytes;

    /** When the record of a key in the store is looked at next, and how long it has waited. */
    private record Look(String key, long at, long waited) {}

    /** A parked submission that is due: where it came from, its value. */
    @SuppressWarnings("ArrayRecordComponent")
    record Parked(Look look, RecordPlace place, byte[] value) {}

    ParkedRecords(KeyValueStore<String, byte[]> store) {
        this.store = store;
        try (var all = store.range(FIRST, LAST)) {
            while (all.hasNext()) {
                var entry = all.next();
                looks.add(new Look(entry.key, 0, SHORTEST_WAIT_MS));
                bytes += entry.value.length;
            }
        }
    }

    /** Whether one more fits: all that are set aside can be looked at together in memory. */
    boolean hasRoomFor(byte[] value) {
        return looks.size() < MOST && bytes + value.length <= MOST_BYTES;
    }

    void park(RecordPlace place, byte[] value, long now) {
        byte[] kept =
                ByteBuffer.allocate(Long.BYTES + value.length)
                        .putLong(place.appendedAt().toEpochMilli())
                        .put(value)
                        .array();
        String key = key(place);
        store.put(key, kept);
        bytes += kept.length;
        looks.add(new Look(key, now + SHORTEST_WAIT_MS, SHORTEST_WAIT_MS));
    }

    /**
     * Takes those whose wait is over. Each is then removed, or waits again.
     *
     * @param most how many at once; the rest is still due
     */
    List<Parked> due(long now, int most) {
        List<Parked> due = new ArrayList<>();
        while (due.size() < most && !looks.isEmpty() && looks.peek().at() <= now) {
            Look look = looks.remove();
            due.add(parked(look, Objects.requireNonNull(store.get(look.key()))));
        }
        return due;
    }

    void waitAgain(Parked parked, long now) {
        long wait = Math.min(2 * parked.look().waited(), LONGEST_WAIT_MS);
        looks.add(new Look(parked.look().key(), now + wait, wait));
    }

    void remove(Parked parked) {
        store.delete(parked.look().key());
        bytes -= Long.BYTES + parked.value().length;
    }

    private static String key(RecordPlace place) {
        return String.format(Locale.ROOT, "~%05d~%019d", place.partition(), place.offset());
    }

    private static Parked parked(Look look, byte[] kept) {
        ByteBuffer in = ByteBuffer.wrap(kept);
        Instant appendedAt = Instant.ofEpochMilli(in.getLong());
        byte[] value = new byte[in.remaining()];
        in.get(value);
        int partition = Integer.parseInt(look.key().substring(1, 6));
        long offset = Long.parseLong(look.key().substring(7));
        return new Parked(look, new RecordPlace(partition, offset, appendedAt), value);
    }
}

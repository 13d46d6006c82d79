package io.sealstream.guard.kafka;

import io.sealstream.protocol.nonce.NonceChecker;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The windows of one partition's devices, and the floor for devices that have none.
 *
 * <p>A partition whose first record is judged with an empty store has never been judged before: no
 * nonce was used, the floor is nothing. An empty store in the middle of a partition means that the
 * state was lost: then every epoch that may have been used is stale, and each device pays one round
 * trip for a new one.
 */
final class WindowStore {
    /** Has no slash, so no device has this key. */
    private static final String FLOOR = "floor";

    private final KeyValueStore<String, byte[]> store;
    private final InstantSource clock;
    private @Nullable Instant floor;

    WindowStore(KeyValueStore<String, byte[]> store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * Decides the floor at the first record after the store was found empty: as late as any epoch
     * that was used before can have been issued. An epoch issued a moment later is accepted at
     * once.
     */
    void decideFloor(RecordPlace first) {
        if (floor == null && store.get(FLOOR) == null) {
            Instant now = clock.instant();
            Instant latest = now.isAfter(first.appendedAt()) ? now : first.appendedAt();
            Instant decided =
                    first.offset() == 0 ? Instant.EPOCH : latest.plus(NonceChecker.MOST_AHEAD);
            store.put(
                    FLOOR, ByteBuffer.allocate(Long.BYTES).putLong(decided.toEpochMilli()).array());
        }
    }

    /**
     * The floor: epochs issued before it are stale for a device without windows.
     *
     * @throws IllegalStateException before it was decided
     */
    Instant floor() {
        if (floor == null) {
            byte[] kept = store.get(FLOOR);
            if (kept == null) {
                throw new IllegalStateException("no record has come yet");
            }
            floor = Instant.ofEpochMilli(ByteBuffer.wrap(kept).getLong());
        }
        return floor;
    }

    byte @Nullable [] find(String device) {
        return store.get(device);
    }

    void keep(String device, byte[] windows) {
        store.put(device, windows);
    }
}

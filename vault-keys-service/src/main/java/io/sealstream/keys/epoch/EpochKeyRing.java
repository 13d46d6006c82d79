package io.sealstream.keys.epoch;

import io.sealstream.keys.FreshKey;
import io.sealstream.keys.Kek;
import io.sealstream.keys.KeyVault;
import io.sealstream.keys.UnavailableException;
import io.sealstream.keys.epoch.EpochKeyLog.Generations;
import io.sealstream.keys.epoch.EpochKeyLog.WrappedEpochKey;
import io.sealstream.protocol.SecurityFinding;
import io.sealstream.protocol.secret.KeyBytes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The epoch keys in memory. Vault is asked only for keys that are not: while it is sealed, those
 * that are here are served on.
 */
public final class EpochKeyRing implements AutoCloseable {
    private final KeyVault vault;
    private final EpochKeyLog log;
    private final DamagedGenerations damaged;
    private final InstantSource clock;
    private final NavigableMap<Long, KeyBytes> held = new TreeMap<>();

    /**
     * Makes an empty one.
     *
     * @param findings told of a key that is damaged, once
     */
    public EpochKeyRing(
            KeyVault vault,
            EpochKeyLog log,
            Consumer<SecurityFinding> findings,
            InstantSource clock) {
        this.vault = vault;
        this.log = log;
        this.damaged = new DamagedGenerations(findings, clock);
        this.clock = clock;
    }

    /**
     * Makes the keys that are due, loads those that others made, and forgets expired ones. To be
     * called at intervals well below {@link EpochSchedule#AHEAD}.
     *
     * @throws UnavailableException when a key is missing and Vault or the store is not available;
     *     what is held is served on. A key that is damaged is set aside, and stops no other
     */
    public void refresh() {
        Instant now = clock.instant();
        long oldest = EpochSchedule.oldestAt(now);
        forgetBefore(oldest);
        if (holds(EpochSchedule.generationAt(now)) && holds(EpochSchedule.newestAt(now))) {
            return;
        }
        make(EpochSchedule.generationAt(now));
        make(EpochSchedule.newestAt(now));
        Generations found = log.since(oldest);
        found.damaged().forEach(damaged::report);
        load(found.keys().stream().filter(key -> !holds(key.generation())).toList());
        log.deleteBefore(oldest);
    }

    private void make(long generation) {
        if (log.since(generation).has(generation)) {
            return;
        }
        try (FreshKey key = vault.newKey(Kek.EPOCH_KEYS, EpochContext.of(generation))) {
            // When another process was faster, its key is loaded below and this one forgotten.
            log.add(
                    new WrappedEpochKey(
                            generation, key.wrapped(), EpochSchedule.notAfter(generation)));
        }
    }

    private void load(List<WrappedEpochKey> missing) {
        if (missing.isEmpty()) {
            return;
        }
        try {
            hold(missing, unwrap(missing));
        } catch (IllegalStateException e) {
            // One that does not open must not keep the others out.
            for (WrappedEpochKey one : missing) {
                loadAlone(one);
            }
        }
    }

    private void loadAlone(WrappedEpochKey one) {
        try {
            hold(List.of(one), unwrap(List.of(one)));
        } catch (IllegalStateException e) {
            damaged.report(one.generation());
        }
    }

    private List<KeyBytes> unwrap(List<WrappedEpochKey> keys) {
        return vault.unwrap(Kek.EPOCH_KEYS, keys.stream().map(WrappedEpochKey::key).toList());
    }

    private synchronized void hold(List<WrappedEpochKey> loaded, List<KeyBytes> keys) {
        for (int i = 0; i < loaded.size(); i++) {
            KeyBytes before = held.put(loaded.get(i).generation(), keys.get(i));
            if (before != null) {
                before.close();
            }
        }
    }

    /**
     * The keys that count now. The first is the one to issue with; then come the next one, if it is
     * there already, and earlier ones, newest first.
     *
     * @throws UnavailableException when none is held
     */
    public synchronized List<HeldEpochKey> keys() {
        Instant now = clock.instant();
        forgetBefore(EpochSchedule.oldestAt(now));
        Long issuing = held.floorKey(EpochSchedule.generationAt(now));
        if (issuing == null) {
            throw new UnavailableException("no epoch key is held yet");
        }
        List<HeldEpochKey> keys = new ArrayList<>();
        held.descendingMap()
                .forEach((generation, key) ->
                        keys.add(
                                generation.equals(issuing) ? 0 : keys.size(),
                                copy(generation, key)));
        return keys;
    }

    /** Whether there is a key to issue with. */
    public synchronized boolean isReady() {
        return held.floorKey(EpochSchedule.generationAt(clock.instant())) != null;
    }

    private static HeldEpochKey copy(long generation, KeyBytes key) {
        return new HeldEpochKey(
                EpochSchedule.kid(generation), key.copy(), EpochSchedule.notAfter(generation));
    }

    private synchronized boolean holds(long generation) {
        return held.containsKey(generation);
    }

    private synchronized void forgetBefore(long oldest) {
        NavigableMap<Long, KeyBytes> expired = held.headMap(oldest, false);
        expired.values().forEach(KeyBytes::close);
        expired.clear();
    }

    @Override
    public synchronized void close() {
        forgetBefore(Long.MAX_VALUE);
    }
}

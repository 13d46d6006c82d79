package io.sealstream.keys.epoch;

import io.sealstream.keys.WrappedKey;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Wrapped epoch keys, one a generation. All processes of vault-keys see the same. */
public interface EpochKeyLog {

    /**
     * One wrapped key.
     *
     * @param generation counts periods, see {@link EpochSchedule}
     * @param wrapped as Vault encrypted it
     * @param notAfter from when it is of no use
     */
    record WrappedEpochKey(long generation, String wrapped, Instant notAfter) {
        WrappedKey key() {
            return new WrappedKey(wrapped, EpochContext.of(generation));
        }
    }

    /**
     * Adds a generation in one atomic step. Returns false, and changes nothing, when another
     * process was faster: then its key counts.
     */
    boolean add(WrappedEpochKey key);

    /**
     * What is kept.
     *
     * @param keys in the order of their generations
     * @param damaged generations of which something is there that is no key
     */
    record Generations(List<WrappedEpochKey> keys, Set<Long> damaged) {
        /** Whether there is anything of a generation: then no other process may add it. */
        boolean has(long generation) {
            return damaged.contains(generation)
                    || keys.stream().anyMatch(key -> key.generation() == generation);
        }
    }

    /** Generations from {@code oldest} on. */
    Generations since(long oldest);

    /** Deletes the generations before {@code oldest}. */
    void deleteBefore(long oldest);
}

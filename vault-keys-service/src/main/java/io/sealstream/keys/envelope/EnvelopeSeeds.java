package io.sealstream.keys.envelope;

import io.sealstream.keys.WrappedKey;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.EnvelopeKeyId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Wrapped seeds of envelope keys. Whoever deletes one makes what was sealed with it unreadable. */
public interface EnvelopeSeeds {

    /**
     * The wrapped seed of one generation of a device's envelope key.
     *
     * @param device whose it is
     * @param id the generation
     * @param suite suite number
     * @param wrapped as Vault encrypted it
     * @param created when
     */
    record WrappedSeed(
            DeviceId device, EnvelopeKeyId id, int suite, String wrapped, Instant created) {

        WrappedKey key() {
            return new WrappedKey(wrapped, SeedContext.of(device, id));
        }
    }

    /** Adds a seed; on disk at a majority before the call returns. */
    void add(WrappedSeed seed);

    /** Those of {@code ids} that are this device's; another device's seed is never returned. */
    List<WrappedSeed> find(DeviceId device, Collection<EnvelopeKeyId> ids);
}

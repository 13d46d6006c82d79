package io.sealstream.keys.envelope;

import io.sealstream.keys.Kek;
import io.sealstream.keys.KeyVault;
import io.sealstream.keys.RequestRefusedException;
import io.sealstream.keys.UnavailableException;
import io.sealstream.keys.envelope.EnvelopeSeeds.WrappedSeed;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.EnvelopeKeyId;
import io.sealstream.protocol.Problem;
import io.sealstream.protocol.seal.EnvelopeKeyPair;
import io.sealstream.protocol.seal.EnvelopeSuite;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Opens the envelope key pairs of one device: from the cache, else all missing by one exchange. */
public final class OpenSeeds {
    private final KeyVault vault;
    private final EnvelopeSeeds seeds;
    private final SeedCache cache;

    public OpenSeeds(KeyVault vault, EnvelopeSeeds seeds, SeedCache cache) {
        this.vault = vault;
        this.seeds = seeds;
        this.cache = cache;
    }

    /**
     * Opens key pairs, which the caller closes.
     *
     * @throws RequestRefusedException when the device has no such key
     * @throws UnavailableException when Vault is needed and sealed or out of reach
     */
    Map<EnvelopeKeyId, EnvelopeKeyPair> open(DeviceId device, Set<EnvelopeKeyId> ids) {
        // The document is asked even when the seed is in the cache: it says whose the key is.
        List<WrappedSeed> found = seeds.find(device, ids);
        if (found.size() != ids.size()) {
            throw new RequestRefusedException(
                    Problem.NOT_FOUND, "the device has no such envelope key");
        }
        Map<EnvelopeKeyId, EnvelopeKeyPair> open = new HashMap<>();
        try {
            for (WrappedSeed seed : found) {
                copyFromCache(seed).ifPresent(pair -> open.put(seed.id(), pair));
            }
            unwrap(found.stream().filter(seed -> !open.containsKey(seed.id())).toList(), open);
            return open;
        } catch (RuntimeException e) {
            open.values().forEach(EnvelopeKeyPair::close);
            throw e;
        }
    }

    private Optional<EnvelopeKeyPair> copyFromCache(WrappedSeed seed) {
        return cache.copyOf(seed.id()).map(bytes -> pair(seed, bytes));
    }

    private void unwrap(List<WrappedSeed> missing, Map<EnvelopeKeyId, EnvelopeKeyPair> open) {
        if (missing.isEmpty()) {
            return;
        }
        List<byte[]> bytes =
                vault.unwrap(Kek.ENVELOPE_SEEDS, missing.stream().map(WrappedSeed::key).toList());
        try {
            for (int i = 0; i < missing.size(); i++) {
                WrappedSeed seed = missing.get(i);
                cache.put(seed.id(), bytes.get(i));
                open.put(seed.id(), pair(seed, bytes.get(i).clone()));
            }
        } finally {
            bytes.forEach(seed -> Arrays.fill(seed, (byte) 0));
        }
    }

    private static EnvelopeKeyPair pair(WrappedSeed seed, byte[] owned) {
        return EnvelopeKeyPair.takeOwnershipOf(EnvelopeSuite.of(seed.suite()), owned);
    }
}

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
import io.sealstream.protocol.secret.KeyBytes;
import io.sealstream.servicekit.secrets.Lease;
import io.sealstream.servicekit.secrets.SecretCache;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Opens the envelope key pairs of one device: from the cache, where a pair stays for ten minutes so
 * that a reader's next page costs Vault nothing, else all missing by one exchange.
 */
public final class OpenSeeds implements AutoCloseable {
    private static final Duration LIFE = Duration.ofMinutes(10);
    private static final int MOST = 10_000;

    private final KeyVault vault;
    private final EnvelopeSeeds seeds;
    private final SecretCache<Name, EnvelopeKeyPair> cache = new SecretCache<>(LIFE, MOST);

    private record Name(DeviceId device, EnvelopeKeyId id) {}

    public OpenSeeds(KeyVault vault, EnvelopeSeeds seeds) {
        this.vault = vault;
        this.seeds = seeds;
    }

    /**
     * Leases key pairs; the caller closes the leases.
     *
     * @throws RequestRefusedException when the device has no such key
     * @throws UnavailableException when Vault is needed and sealed or out of reach
     */
    Map<EnvelopeKeyId, Lease<EnvelopeKeyPair>> open(DeviceId device, Set<EnvelopeKeyId> ids) {
        // The document is asked even when the pair is in the cache: a shredded key is gone at once.
        List<WrappedSeed> found = seeds.find(device, ids);
        if (found.size() != ids.size()) {
            throw new RequestRefusedException(Problem.GONE, "the device has no such envelope key");
        }
        Map<EnvelopeKeyId, Lease<EnvelopeKeyPair>> open = new HashMap<>();
        try {
            List<WrappedSeed> missing = new ArrayList<>();
            for (WrappedSeed seed : found) {
                cache.find(new Name(device, seed.id()))
                        .ifPresentOrElse(
                                lease -> open.put(seed.id(), lease), () -> missing.add(seed));
            }
            unwrap(device, missing, open);
            return open;
        } catch (RuntimeException e) {
            open.values().forEach(Lease::close);
            throw e;
        }
    }

    private void unwrap(
            DeviceId device,
            List<WrappedSeed> missing,
            Map<EnvelopeKeyId, Lease<EnvelopeKeyPair>> open) {
        if (missing.isEmpty()) {
            return;
        }
        List<KeyBytes> unwrapped =
                vault.unwrap(Kek.ENVELOPE_SEEDS, missing.stream().map(WrappedSeed::key).toList());
        int taken = 0;
        try {
            for (WrappedSeed seed : missing) {
                EnvelopeKeyPair pair =
                        EnvelopeKeyPair.takeOwnershipOf(
                                EnvelopeSuite.of(seed.suite()), unwrapped.get(taken));
                taken++;
                open.put(seed.id(), cache.keep(new Name(device, seed.id()), pair));
            }
        } finally {
            unwrapped.subList(taken, unwrapped.size()).forEach(KeyBytes::close);
        }
    }

    /** Overwrites all seeds. */
    @Override
    public void close() {
        cache.close();
    }
}

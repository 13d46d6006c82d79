package io.sealstream.keys.envelope;

import io.sealstream.keys.FreshKey;
import io.sealstream.keys.Kek;
import io.sealstream.keys.KeyVault;
import io.sealstream.keys.UnavailableException;
import io.sealstream.keys.envelope.EnvelopeSeeds.WrappedSeed;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.DeviceState.EnvelopeKey;
import io.sealstream.protocol.EnvelopeKeyId;
import io.sealstream.protocol.seal.EnvelopeKeyPair;
import io.sealstream.protocol.seal.EnvelopeSuite;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** Makes envelope keys: the seed by Vault, kept wrapped; the public half for everybody. */
public final class EnvelopeKeys {
    private final KeyVault vault;
    private final EnvelopeSeeds seeds;
    private final EnvelopeSuite suite;
    private final InstantSource clock;

    public EnvelopeKeys(
            KeyVault vault, EnvelopeSeeds seeds, EnvelopeSuite suite, InstantSource clock) {
        this.vault = vault;
        this.seeds = seeds;
        this.suite = suite;
        this.clock = clock;
    }

    /**
     * Makes a generation. The seed is stored before anybody can learn the public key, so nothing is
     * ever sealed to a key that cannot be opened; a seed nobody refers to does no harm.
     *
     * @throws UnavailableException when Vault is sealed or out of reach
     */
    public EnvelopeKey newGeneration(DeviceId device) {
        EnvelopeKeyId id = EnvelopeKeyId.random();
        try (FreshKey seed = vault.newKey(Kek.ENVELOPE_SEEDS, SeedContext.of(device, id));
                EnvelopeKeyPair pair = EnvelopeKeyPair.takeOwnershipOf(suite, seed.open().copy())) {
            seeds.add(
                    new WrappedSeed(
                            device,
                            id,
                            suite.number(),
                            seed.wrapped(),
                            clock.instant().truncatedTo(ChronoUnit.MILLIS)));
            return new EnvelopeKey(id, suite.number(), pair.publicKey());
        }
    }
}

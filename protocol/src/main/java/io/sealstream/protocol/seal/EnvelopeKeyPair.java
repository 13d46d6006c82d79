package io.sealstream.protocol.seal;

import io.sealstream.protocol.DataKeyAnnouncement;
import java.util.Arrays;

/**
 * A device's envelope key pair, made from its seed. Thread-safe. Keeps the seed alone and makes the
 * private key for each opening, because Bouncy Castle's key objects cannot be overwritten.
 */
public final class EnvelopeKeyPair implements AutoCloseable {
    private static final int SEED_BYTES = 32;

    private final EnvelopeSuite suite;
    private final KeyBytes seed;
    private final byte[] publicKey;

    private EnvelopeKeyPair(EnvelopeSuite suite, byte[] seed) {
        this.suite = suite;
        this.seed = KeyBytes.takeOwnershipOf(seed);
        var hpke = suite.hpke();
        this.publicKey = hpke.serializePublicKey(suite.keyPair(hpke, seed).getPublic());
    }

    /**
     * Makes the pair. The array belongs to it from now on and is overwritten by {@link #close}.
     *
     * @throws IllegalArgumentException unless {@code seed} has 32 bytes
     */
    public static EnvelopeKeyPair takeOwnershipOf(EnvelopeSuite suite, byte[] seed) {
        if (seed.length != SEED_BYTES) {
            throw new IllegalArgumentException("an envelope seed has 32 bytes");
        }
        return new EnvelopeKeyPair(suite, seed);
    }

    /** The public key, as the suite's KEM serialises it. */
    public byte[] publicKey() {
        return publicKey.clone();
    }

    /**
     * Opens a data key. A key that was encapsulated to another pair or under another announcement
     * comes out as a key that opens nothing: both KEMs have no failure to show.
     *
     * @throws WrongCiphertextException when the announcement is of another suite or malformed
     * @throws IllegalStateException after {@link #close}
     */
    public DataKey open(DataKeyAnnouncement a) throws WrongCiphertextException {
        if (a.suite() != suite.number() || !suite.fits(a.enc())) {
            throw new WrongCiphertextException("the announcement is not of this envelope suite");
        }
        byte[] info = Hpke.info(a.deviceId(), a.dataKeyId(), a.envelopeKeyId());
        byte[] copy = seed.getEncoded();
        try {
            byte[] key = Hpke.decapsulate(suite, copy, a.enc(), info);
            return DataKey.takeOwnershipOf(a.dataKeyId(), key);
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new WrongCiphertextException("the encapsulated key is malformed", e);
        } finally {
            Arrays.fill(copy, (byte) 0);
        }
    }

    @Override
    public void close() {
        seed.destroy();
    }
}

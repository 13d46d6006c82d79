package io.sealstream.protocol.seal;

import io.sealstream.protocol.DataKeyAnnouncement;
import io.sealstream.protocol.secret.KeyBytes;
import java.util.Arrays;

/**
 * A device's envelope key pair, made from its seed. Thread-safe. Keeps the seed alone and makes the
 * private key for each opening, because Bouncy Castle's key objects cannot be overwritten.
 */
public final class EnvelopeKeyPair implements AutoCloseable {
    private final EnvelopeSuite suite;
    private final KeyBytes seed;
    private final byte[] publicKey;

    private EnvelopeKeyPair(EnvelopeSuite suite, KeyBytes seed) {
        this.suite = suite;
        this.seed = seed;
        var hpke = suite.hpke();
        byte[] copy = seed.getEncoded();
        try {
            this.publicKey = hpke.serializePublicKey(suite.keyPair(hpke, copy).getPublic());
        } finally {
            Arrays.fill(copy, (byte) 0);
        }
    }

    /** Makes the pair. The seed belongs to it from now on and is closed by {@link #close}. */
    public static EnvelopeKeyPair takeOwnershipOf(EnvelopeSuite suite, KeyBytes seed) {
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
            return DataKey.takeOwnershipOf(a.dataKeyId(), KeyBytes.takeOwnershipOf(key));
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new WrongCiphertextException("the encapsulated key is malformed", e);
        } finally {
            Arrays.fill(copy, (byte) 0);
        }
    }

    @Override
    public void close() {
        seed.close();
    }
}

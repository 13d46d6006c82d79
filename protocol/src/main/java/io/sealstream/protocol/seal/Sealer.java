package io.sealstream.protocol.seal;

import io.sealstream.protocol.DataKeyId;
import io.sealstream.protocol.EventFacts;
import io.sealstream.protocol.secret.KeyBytes;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Seals events under one data key, a limited number of times. Thread-safe. */
public final class Sealer implements AutoCloseable {
    /** Far below what AES-GCM allows with IVs that never repeat (NIST SP 800-38D, section 8.3). */
    private static final long MOST_USES = 1L << 32;

    private final DataKeyId dataKeyId;
    private final KeyBytes key;
    private final long maxUses;
    private final AtomicLong uses = new AtomicLong();

    Sealer(DataKeyId dataKeyId, KeyBytes key, long maxUses) {
        if (maxUses < 1 || maxUses > MOST_USES) {
            throw new IllegalArgumentException(
                    "a data key is used at least once, at most 2^32 times");
        }
        this.dataKeyId = dataKeyId;
        this.key = key;
        this.maxUses = maxUses;
    }

    /** The data key that this sealer seals under. */
    public DataKeyId dataKeyId() {
        return dataKeyId;
    }

    /**
     * Seals an event.
     *
     * @return COSE_Encrypt0, or empty when the key is used up or closed: take a new one
     */
    public Optional<byte[]> seal(EventFacts facts, byte[] content) {
        // Each number is taken once, whatever happens after, so that no IV comes twice.
        long counter = uses.get() < maxUses ? uses.getAndIncrement() : maxUses;
        if (counter >= maxUses) {
            return Optional.empty();
        }
        byte[] aad = SealedEvent.aad(EventAad.of(facts, dataKeyId));
        byte[] iv = SealedEvent.iv(counter);
        try {
            byte[] ciphertext = Aes256Gcm.seal(key, iv, aad, content);
            return Optional.of(new SealedEvent(dataKeyId, iv, ciphertext).encode());
        } catch (IllegalStateException e) {
            if (key.isDestroyed()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public void close() {
        key.close();
    }
}

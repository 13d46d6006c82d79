package io.sealstream.protocol.seal;

import io.sealstream.protocol.DataKeyId;
import io.sealstream.protocol.EventFacts;
import io.sealstream.protocol.secret.KeyBytes;
import javax.crypto.AEADBadTagException;

/** Opens events sealed under one data key. Thread-safe; ends with its {@link DataKey}. */
public final class Opener {
    private final DataKeyId dataKeyId;
    private final KeyBytes key;

    Opener(DataKeyId dataKeyId, KeyBytes key) {
        this.dataKeyId = dataKeyId;
        this.key = key;
    }

    /**
     * Opens a sealed event.
     *
     * @param facts what the reader believes it to be
     * @throws WrongCiphertextException when it is anything else; there are no bytes then
     * @throws IllegalStateException after the data key was closed
     */
    public byte[] open(EventFacts facts, byte[] sealedEvent) throws WrongCiphertextException {
        SealedEvent event = SealedEvent.decode(sealedEvent);
        if (!event.dataKeyId().equals(dataKeyId)) {
            throw new WrongCiphertextException("sealed under another data key");
        }
        byte[] aad = SealedEvent.aad(EventAad.of(facts, dataKeyId));
        try {
            return Aes256Gcm.open(key, event.iv(), aad, event.ciphertext());
        } catch (AEADBadTagException e) {
            throw new WrongCiphertextException("the sealed event does not open", e);
        }
    }
}

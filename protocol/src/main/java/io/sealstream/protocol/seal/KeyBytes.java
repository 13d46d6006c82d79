package io.sealstream.protocol.seal;

import java.util.Arrays;
import javax.crypto.SecretKey;

/**
 * Key bytes with one owner, overwritten when destroyed. Thread-safe: whoever asks gets all of the
 * key or an exception, never a key that is half overwritten.
 */
@SuppressWarnings("serial") // SecretKey is Serializable; this one refuses to be
final class KeyBytes implements SecretKey {
    private final transient byte[] bytes;
    private transient boolean destroyed;

    private KeyBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    static KeyBytes takeOwnershipOf(byte[] bytes) {
        return new KeyBytes(bytes);
    }

    @Override
    public String getAlgorithm() {
        return "AES";
    }

    @Override
    public String getFormat() {
        return "RAW";
    }

    /** A copy, which the caller overwrites. */
    @Override
    public synchronized byte[] getEncoded() {
        if (destroyed) {
            throw new IllegalStateException("the key is closed");
        }
        return bytes.clone();
    }

    @Override
    public synchronized void destroy() {
        destroyed = true;
        Arrays.fill(bytes, (byte) 0);
    }

    @Override
    public synchronized boolean isDestroyed() {
        return destroyed;
    }

    private void writeObject(java.io.ObjectOutputStream out) throws java.io.IOException {
        throw new java.io.NotSerializableException("a key stays in memory");
    }

    @Override
    public String toString() {
        return "KeyBytes[redacted]";
    }
}

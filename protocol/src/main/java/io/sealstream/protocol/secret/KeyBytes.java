package io.sealstream.protocol.secret;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.SecretKey;

/**
 * A secret key of 32 bytes with one owner, who closes it; closing overwrites the bytes.
 * Thread-safe: whoever asks gets all of the key or an exception, never a key that is half
 * overwritten.
 *
 * <p>In JSON it is base64. Only bodies of calls between services have it as a member.
 */
@SuppressWarnings("serial") // SecretKey is Serializable; this one refuses to be
public final class KeyBytes implements SecretKey, AutoCloseable {
    /** How many bytes every key has. */
    public static final int LENGTH = 32;

    private final transient byte[] bytes;
    private transient boolean destroyed;

    private KeyBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Makes a key of its bytes. The array belongs to it from now on.
     *
     * @throws IllegalArgumentException unless there are 32 bytes; they are overwritten all the same
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static KeyBytes takeOwnershipOf(byte[] bytes) {
        if (bytes.length != LENGTH) {
            Arrays.fill(bytes, (byte) 0);
            throw new IllegalArgumentException("a key has " + LENGTH + " bytes");
        }
        return new KeyBytes(bytes);
    }

    /**
     * The same key for another owner.
     *
     * @throws IllegalStateException after {@link #close}
     */
    public KeyBytes copy() {
        return new KeyBytes(getEncoded());
    }

    @Override
    public String getAlgorithm() {
        return "AES";
    }

    @Override
    public String getFormat() {
        return "RAW";
    }

    /**
     * A copy, which the caller overwrites.
     *
     * @throws IllegalStateException after {@link #close}
     */
    @Override
    public synchronized byte[] getEncoded() {
        requireOpen();
        return bytes.clone();
    }

    /** For the JSON writer, which keeps nothing of it. */
    @JsonValue
    private synchronized byte[] json() {
        requireOpen();
        return bytes;
    }

    private void requireOpen() {
        if (destroyed) {
            throw new IllegalStateException("the key is closed");
        }
    }

    @Override
    public synchronized void destroy() {
        destroyed = true;
        Arrays.fill(bytes, (byte) 0);
    }

    @Override
    public void close() {
        destroy();
    }

    @Override
    public synchronized boolean isDestroyed() {
        return destroyed;
    }

    /** Whether both are open and hold the same bytes; takes the same time wherever they differ. */
    @Override
    public boolean equals(Object other) {
        if (!(other instanceof KeyBytes that) || isDestroyed() || that.isDestroyed()) {
            return this == other;
        }
        return MessageDigest.isEqual(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return LENGTH; // tells nothing about the bytes
    }

    private void writeObject(java.io.ObjectOutputStream out) throws java.io.IOException {
        throw new java.io.NotSerializableException("a key stays in memory");
    }

    @Override
    public String toString() {
        return "KeyBytes[redacted]";
    }
}

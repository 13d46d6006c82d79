package io.sealstream.protocol.seal;

import io.sealstream.protocol.DataKeyId;

/** An opened data key. Its bytes are overwritten by {@link #close}; its openers then fail. */
public final class DataKey implements AutoCloseable {
    private static final int KEY_BYTES = 32;

    private final DataKeyId id;
    private final KeyBytes key;

    private DataKey(DataKeyId id, KeyBytes key) {
        this.id = id;
        this.key = key;
    }

    /**
     * Makes a data key of its bytes. The array belongs to it from now on.
     *
     * @throws IllegalArgumentException unless there are 32 bytes
     */
    public static DataKey takeOwnershipOf(DataKeyId id, byte[] key) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("a data key has 32 bytes");
        }
        return new DataKey(id, KeyBytes.takeOwnershipOf(key));
    }

    /** The id under which the key is announced, as in the header of each sealed event. */
    public DataKeyId id() {
        return id;
    }

    /**
     * A copy for the one who may carry the key to another process; overwrite it after use.
     *
     * @throws IllegalStateException after {@link #close}
     */
    public byte[] copyOfBytes() {
        return key.getEncoded();
    }

    /** Opens events sealed under this key, until it is closed. Thread-safe. */
    public Opener opener() {
        return new Opener(id, key);
    }

    @Override
    public void close() {
        key.destroy();
    }

    @Override
    public String toString() {
        return "DataKey[" + id + "]";
    }
}

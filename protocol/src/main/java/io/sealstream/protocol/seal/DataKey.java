package io.sealstream.protocol.seal;

import io.sealstream.protocol.DataKeyId;
import io.sealstream.protocol.secret.KeyBytes;

/** An opened data key. Its bytes are overwritten by {@link #close}; its openers then fail. */
public final class DataKey implements AutoCloseable {
    private final DataKeyId id;
    private final KeyBytes key;

    private DataKey(DataKeyId id, KeyBytes key) {
        this.id = id;
        this.key = key;
    }

    /** Makes a data key. The bytes belong to it from now on. */
    public static DataKey takeOwnershipOf(DataKeyId id, KeyBytes key) {
        return new DataKey(id, key);
    }

    /** The id under which the key is announced, as in the header of each sealed event. */
    public DataKeyId id() {
        return id;
    }

    /**
     * A copy for the one who may carry the key to another process, and closes it after use.
     *
     * @throws IllegalStateException after {@link #close}
     */
    public KeyBytes copyOfKey() {
        return key.copy();
    }

    /** Opens events sealed under this key, until it is closed. Thread-safe. */
    public Opener opener() {
        return new Opener(id, key);
    }

    @Override
    public void close() {
        key.close();
    }

    @Override
    public String toString() {
        return "DataKey[" + id + "]";
    }
}

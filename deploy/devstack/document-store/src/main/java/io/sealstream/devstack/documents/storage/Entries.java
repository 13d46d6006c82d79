package io.sealstream.devstack.documents.storage;

import java.util.Arrays;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/**
 * A walk through the entries in the unsigned order of their keys. It sees the store as it was when
 * the walk began. Close it in the command that opened it.
 */
public final class Entries implements AutoCloseable {
    private final RocksIterator iterator;

    Entries(RocksIterator iterator) {
        this.iterator = iterator;
    }

    /** Goes to the first entry that is not before a key. */
    public void seek(byte[] key) {
        iterator.seek(key);
    }

    /** Goes to the last entry that is before a key. */
    public void seekBefore(byte[] key) {
        iterator.seekForPrev(key);
        if (iterator.isValid() && Arrays.equals(iterator.key(), key)) {
            iterator.prev();
        }
    }

    /** Goes to the entry before. */
    public void previous() {
        iterator.prev();
    }

    /** Goes to the next entry. */
    public void next() {
        iterator.next();
    }

    /**
     * Whether it stands on an entry, and that is before {@code end}.
     *
     * @throws FailedStoreException when the entry cannot be read
     */
    public boolean isBefore(byte[] end) {
        return isThere() && Arrays.compareUnsigned(iterator.key(), end) < 0;
    }

    /**
     * Whether it stands on an entry, and that is not before {@code first}.
     *
     * @throws FailedStoreException when the entry cannot be read
     */
    public boolean isNotBefore(byte[] first) {
        return isThere() && Arrays.compareUnsigned(iterator.key(), first) >= 0;
    }

    private boolean isThere() {
        if (iterator.isValid()) {
            return true;
        }
        try {
            iterator.status();
        } catch (RocksDBException e) {
            throw new FailedStoreException("the store cannot be read: " + e.getMessage(), e);
        }
        return false;
    }

    /** The key it stands on. */
    public byte[] key() {
        return iterator.key();
    }

    /** The value it stands on. */
    public byte[] value() {
        return iterator.value();
    }

    @Override
    public void close() {
        iterator.close();
    }
}

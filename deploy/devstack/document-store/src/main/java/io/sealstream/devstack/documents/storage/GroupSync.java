package io.sealstream.devstack.documents.storage;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/**
 * Syncs the log once for all writes that wait for it. A write is numbered before it goes to the
 * log; whoever has seen it waits for its number, readers included.
 */
final class GroupSync {
    private final RocksDB database;
    private final Lock writing;
    private final Lock syncing = new ReentrantLock();
    private final AtomicLong begun = new AtomicLong();
    private volatile long synced;

    /**
     * @param writing held while a write is numbered and goes to the log
     */
    GroupSync(RocksDB database, Lock writing) {
        this.database = database;
        this.writing = writing;
    }

    /** Numbers the write that comes next. */
    void begin() {
        begun.incrementAndGet();
    }

    /** Returns when everything that was begun before this call is on disk. */
    void await() throws RocksDBException {
        long wanted = begun.get();
        if (synced >= wanted) {
            return;
        }
        syncing.lock();
        try {
            if (synced < wanted) {
                long covered = written();
                database.syncWal();
                synced = covered;
            }
        } finally {
            syncing.unlock();
        }
    }

    /** What was begun and has reached the log: nothing is on its way while the lock is held. */
    private long written() {
        writing.lock();
        try {
            return begun.get();
        } finally {
            writing.unlock();
        }
    }
}

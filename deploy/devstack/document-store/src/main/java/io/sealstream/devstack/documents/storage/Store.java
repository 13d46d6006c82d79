package io.sealstream.devstack.documents.storage;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rocksdb.FlushOptions;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatchWithIndex;
import org.rocksdb.WriteOptions;

/**
 * Keys and values in a folder, read and written by commands. One command writes at a time; it sees
 * what it has written itself, others see it when it is done. Commands that read run beside it.
 *
 * <p>Close it only when no command is running.
 */
public final class Store implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Store.class.getName());

    private final File folder;
    private final long reserve;
    private final RocksDB database;
    private final WriteOptions unsynced = new WriteOptions().setSync(false);
    private final ReadOptions reading = new ReadOptions();
    private final WriteBatchWithIndex batch = new WriteBatchWithIndex(true);
    private final List<Prefix> dropped = new ArrayList<>();
    private final ReentrantLock writing = new ReentrantLock();
    private final GroupSync sync;
    private volatile boolean failed;

    private Store(File folder, long reserve, RocksDB database) {
        this.folder = folder;
        this.reserve = reserve;
        this.database = database;
        this.sync = new GroupSync(database, writing);
    }

    /**
     * Opens it, and makes it where there is none.
     *
     * @param reserve bytes of the disk that stay free: they are for RocksDB's own rewriting
     * @throws DamagedStoreException when it would lack something
     */
    public static Store open(Path folder, Memory memory, long reserve) throws IOException {
        return new Store(folder.toFile(), reserve, Opening.open(folder, memory));
    }

    /**
     * Runs a command that writes, as one batch. When this returns, all of it is on disk; when the
     * command throws, nothing of it is.
     *
     * @throws RefusedWriteException before the command was begun
     * @throws FailedStoreException when the disk failed; whether the batch is there is not known
     */
    public <T> T write(Supplier<T> command) {
        return batched(() -> {
            requireRoom();
            return command.get();
        });
    }

    /** As {@link #write}, also on a full disk: for what little an opening may have to write. */
    public <T> T prepare(Supplier<T> command) {
        return batched(command);
    }

    private <T> T batched(Supplier<T> command) {
        T answer;
        writing.lock();
        try {
            answer = command.get();
            commit();
        } catch (RocksDBException e) {
            throw failure(e);
        } finally {
            discard();
            writing.unlock();
        }
        return synced(answer);
    }

    /** Runs a command that reads. When this returns, all the command can have seen is on disk. */
    public <T> T read(Supplier<T> command) {
        return synced(command.get());
    }

    private <T> T synced(T answer) {
        try {
            sync.await();
            return answer;
        } catch (RocksDBException e) {
            throw failure(e);
        }
    }

    private void commit() throws RocksDBException {
        if (batch.count() == 0 && dropped.isEmpty()) {
            return;
        }
        sync.begin();
        database.write(unsynced, batch);
        for (Prefix prefix : dropped) {
            database.deleteRange(unsynced, prefix.first(), prefix.end());
        }
    }

    private void requireRoom() {
        if (failed) {
            throw new RefusedWriteException("the store has failed");
        }
        if (folder.getUsableSpace() < reserve) {
            throw new RefusedWriteException(
                    "the disk is full: less than " + reserve + " bytes are free in " + folder);
        }
    }

    private FailedStoreException failure(RocksDBException cause) {
        failed = true;
        return new FailedStoreException("The store failed: " + cause.getMessage(), cause);
    }

    /** Whether the calling thread is in a command that writes. */
    public boolean isWriting() {
        return writing.isHeldByCurrentThread();
    }

    private void requireWriting() {
        if (!isWriting()) {
            throw new IllegalStateException("not in a command that writes");
        }
    }

    /** The value of a key, or null. */
    public byte @Nullable [] get(byte[] key) {
        try {
            return isWriting()
                    ? batch.getFromBatchAndDB(database, reading, key)
                    : database.get(reading, key);
        } catch (RocksDBException e) {
            throw failure(e);
        }
    }

    /** Puts a value; in a command that writes. */
    public void put(byte[] key, byte[] value) {
        requireWriting();
        try {
            batch.put(key, value);
        } catch (RocksDBException e) {
            throw failure(e);
        }
    }

    /** Removes a key; in a command that writes. */
    public void delete(byte[] key) {
        requireWriting();
        try {
            batch.delete(key);
        } catch (RocksDBException e) {
            throw failure(e);
        }
    }

    /**
     * Removes everything under a prefix that nothing leads to any more, once the command is done.
     */
    public void drop(Prefix prefix) {
        dropped.add(prefix);
    }

    /** Forgets what the command has put and removed so far. */
    public void discard() {
        batch.clear();
        dropped.clear();
    }

    /** A walk through the entries. */
    public Entries entries() {
        RocksIterator base = database.newIterator(reading);
        return new Entries(isWriting() ? batch.newIteratorWithBase(base) : base);
    }

    /**
     * Moves what the log holds into tables first: they are checked to the last byte when they are
     * opened, and a log's end cannot be.
     */
    @Override
    public void close() {
        try (FlushOptions options = new FlushOptions().setWaitForFlush(true)) {
            database.flush(options);
        } catch (RocksDBException e) {
            // The log still has it all.
            LOG.log(System.Logger.Level.WARNING, "not flushed: {0}", e.getMessage());
        }
        batch.close();
        database.close();
        reading.close();
        unsynced.close();
    }
}

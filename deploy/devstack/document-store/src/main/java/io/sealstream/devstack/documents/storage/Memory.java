package io.sealstream.devstack.documents.storage;

import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.Filter;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * The memory outside the heap that the stores of a process share: 64 MiB, blocks, indexes, filters
 * and memtables together. Close it after the stores.
 */
public final class Memory implements AutoCloseable {
    private static final long MIB = 1024 * 1024;
    private static final long TOTAL = 64 * MIB;
    private static final long MEMTABLES = 32 * MIB;
    private static final long MEMTABLE = 8 * MIB;
    private static final int FILTER_BITS = 10;

    static {
        RocksDB.loadLibrary();
    }

    private final Cache cache = new LRUCache(TOTAL);
    private final WriteBufferManager memtables = new WriteBufferManager(MEMTABLES, cache);
    private final Filter filter = new BloomFilter(FILTER_BITS);

    /** Makes a store's options count against this. */
    void limit(DBOptions database, ColumnFamilyOptions family) {
        database.setWriteBufferManager(memtables)
                // What is in memtables is in the log too; this is what an opening has to repeat.
                .setMaxTotalWalSize(MEMTABLES);
        family.setWriteBufferSize(MEMTABLE)
                .setCompressionType(CompressionType.LZ4_COMPRESSION)
                .setTableFormatConfig(
                        new BlockBasedTableConfig()
                                .setBlockCache(cache)
                                .setCacheIndexAndFilterBlocks(true)
                                .setFilterPolicy(filter));
    }

    @Override
    public void close() {
        memtables.close();
        filter.close();
        cache.close();
    }
}

/**
 * Keys and values on disk: RocksDB, opened so that what was acknowledged is either there or known
 * to be missing. Knows nothing of MongoDB.
 *
 * <p>Memory outside the heap is bounded for all stores of a process together: 64 MiB of block
 * cache, which the memtables (at most 32 MiB) are charged to.
 */
@NullMarked
package io.sealstream.devstack.documents.storage;

import org.jspecify.annotations.NullMarked;

/**
 * The documents of storage in MongoDB: events, data keys, device certificates. Every write waits
 * for the majority and the journal.
 *
 * <p>Depends on the core only. Uses nothing that MongoDB, FerretDB and the local stack's store do
 * not all have: no transactions, no aggregation.
 */
@NullMarked
package io.sealstream.storage.mongo;

import org.jspecify.annotations.NullMarked;

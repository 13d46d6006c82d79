/**
 * A document store for the local stack: mongo-java-server's wire protocol and commands behind
 * mutual TLS, documents in RocksDB, every write on disk before it is acknowledged, and one database
 * for each service that has one.
 *
 * <p>It is an emulator of MongoDB: no replicas, no transactions, no expiry of documents by index.
 * It is never part of a service image. It needs 64 MiB outside its heap for documents; writes are
 * refused while fewer than 256 MiB of the disk are free.
 */
@NullMarked
package io.sealstream.devstack.documents;

import org.jspecify.annotations.NullMarked;

/**
 * A document store for the local stack: mongo-java-server behind mutual TLS, with every write on
 * disk before it is acknowledged, and one database for each service that has one.
 *
 * <p>It is a stand-in for MongoDB: no replicas, no transactions, no expiry of documents by index.
 * It is never part of a service image.
 */
@NullMarked
package io.sealstream.devstack.documents;

import org.jspecify.annotations.NullMarked;

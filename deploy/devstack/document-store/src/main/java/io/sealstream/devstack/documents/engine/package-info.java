/**
 * A backend of mongo-java-server: its commands, queries and updates, over {@link
 * io.sealstream.devstack.documents.storage}.
 *
 * <p>Documents are kept by {@code _id}. An index holds the fields' values in their order and then
 * the {@code _id}, so what an index begins with is found, and what it is ordered by is read,
 * without looking at the rest. Numbers are compared as MongoDB does, whatever their type; arrays
 * and Decimal128 cannot be indexed here, and a document that would need it is refused.
 */
@NullMarked
package io.sealstream.devstack.documents.engine;

import org.jspecify.annotations.NullMarked;

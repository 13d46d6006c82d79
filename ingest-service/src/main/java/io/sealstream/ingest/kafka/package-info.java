/**
 * The Kafka side of ingest: appends submissions, announces data keys, keeps the device table, and
 * consumes what the guard and storage decide.
 *
 * <p>Depends on the core only; knows nothing of HTTP.
 */
@NullMarked
package io.sealstream.ingest.kafka;

import org.jspecify.annotations.NullMarked;

/**
 * The Kafka side of storage: consumes accepted submissions, data key announcements and device
 * states in batches, and publishes notices of stored events.
 *
 * <p>Depends on the core only. Offsets are committed after the database has the batch: after a
 * crash a batch is consumed again, and writing it again changes nothing.
 */
@NullMarked
package io.sealstream.storage.kafka;

import org.jspecify.annotations.NullMarked;

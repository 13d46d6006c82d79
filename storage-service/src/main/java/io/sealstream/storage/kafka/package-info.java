/**
 * The Kafka side of storage: consumes accepted submissions, data key announcements and device
 * states in batches, and says what was stored.
 *
 * <p>Depends on the core only. Offsets are committed after the database has the batch: a crash
 * makes a batch come again, and writing it again changes nothing.
 */
@NullMarked
package io.sealstream.storage.kafka;

import org.jspecify.annotations.NullMarked;

/**
 * Runs the judge over Kafka Streams, exactly once: a device's new windows, the output record and
 * the input offset are one transaction, so that no crash can let a replay through or lose an event.
 *
 * <p>Depends on the core only.
 */
@NullMarked
package io.sealstream.guard.kafka;

import org.jspecify.annotations.NullMarked;

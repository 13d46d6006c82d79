/**
 * The log of device states on Kafka: topic {@code device.state.v1}.
 *
 * <p>Writes only. A native producer, because what is needed of it (fencing of another publisher) is
 * not what a messaging framework hides the producer for.
 */
@NullMarked
package io.sealstream.keys.kafka;

import org.jspecify.annotations.NullMarked;

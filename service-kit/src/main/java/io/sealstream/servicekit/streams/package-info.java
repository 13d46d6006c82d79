/**
 * The device table as a local view of {@code device.state.v1}. Kept on disk by Kafka Streams, so
 * that a million devices need no heap; parsed states of busy devices are cached.
 *
 * <p>Depends on {@code servicekit.devices} and {@code servicekit.kafka}.
 */
@NullMarked
package io.sealstream.servicekit.streams;

import org.jspecify.annotations.NullMarked;

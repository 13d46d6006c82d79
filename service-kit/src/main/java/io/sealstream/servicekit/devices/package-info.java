/**
 * The state of every device: a local view of {@code device.state.v1}.
 *
 * <p>Kept on disk by Kafka Streams, so that a million devices need no heap; parsed states of busy
 * devices are cached.
 */
@NullMarked
package io.sealstream.servicekit.devices;

import org.jspecify.annotations.NullMarked;

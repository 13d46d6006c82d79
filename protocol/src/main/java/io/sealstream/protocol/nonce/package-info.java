/**
 * Freshness without a device clock: epoch tokens of the platform and counters of the device.
 *
 * <p>Pure rules. Keeps no state, reads no clock but the one it is given, knows no store.
 */
@NullMarked
package io.sealstream.protocol.nonce;

import org.jspecify.annotations.NullMarked;

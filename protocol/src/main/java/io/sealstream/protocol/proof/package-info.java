/**
 * Whether an event is what a device sent: content, signature, key and certificate together, for
 * whoever hands events out or takes them.
 *
 * <p>Believes nothing but the pinned authorities. Uses {@code protocol}, {@code protocol.signature}
 * and {@code protocol.identity}; touches no file and no network.
 */
@NullMarked
package io.sealstream.protocol.proof;

import org.jspecify.annotations.NullMarked;

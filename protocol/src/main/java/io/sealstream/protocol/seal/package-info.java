/**
 * Who can encrypt cannot decrypt: envelope key pairs, data keys, sealed events.
 *
 * <p>Callers get a {@code Sealer} or an {@code Opener}, not keys; key bytes stay in this package,
 * are owned by one object, and are overwritten when it closes. Keeps nothing on disk, asks no
 * service, and makes no algorithm of its own: HPKE (RFC 9180) and X-Wing by Bouncy Castle,
 * AES-256-GCM by the JDK, COSE (RFC 9052) as the envelope of an event.
 */
@NullMarked
package io.sealstream.protocol.seal;

import org.jspecify.annotations.NullMarked;

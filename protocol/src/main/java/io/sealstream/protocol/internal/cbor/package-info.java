/**
 * Deterministic CBOR (RFC 8949, section 4.2.1) in the few shapes the protocol has: arrays of known
 * length, maps, text, byte strings, integers, tags. Reading is strict: any other encoding of the
 * same data is refused, so that what was signed or authenticated has one spelling.
 */
@NullMarked
package io.sealstream.protocol.internal.cbor;

import org.jspecify.annotations.NullMarked;

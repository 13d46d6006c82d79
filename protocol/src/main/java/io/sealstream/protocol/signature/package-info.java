/**
 * Who sent an event: the Sealstream profile of HTTP Message Signatures (RFC 9421) and of Digest
 * Fields (RFC 9530), for those who sign and those who verify.
 *
 * <p>Knows no HTTP library: callers hand over field values. Registers no security provider. Says
 * nothing about freshness: the nonce is for {@code protocol.nonce}.
 */
@NullMarked
package io.sealstream.protocol.signature;

import org.jspecify.annotations.NullMarked;

/**
 * Structured Field Values for HTTP (RFC 9651): a strict parser and the one serialisation.
 *
 * <p>Knows no field by name. Uses nothing of the protocol.
 */
@NullMarked
package io.sealstream.protocol.internal.fields;

import org.jspecify.annotations.NullMarked;

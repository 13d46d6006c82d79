/**
 * The HTTP calls between services: path, request and answer of each, used by both ends. Bodies are
 * JSON as {@link io.sealstream.protocol.Json} writes it; a constructor refuses null members, so a
 * body with one is malformed. Who may call is in the resource that serves the call.
 */
@NullMarked
package io.sealstream.protocol.calls;

import org.jspecify.annotations.NullMarked;

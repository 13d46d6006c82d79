/**
 * The one type in which secret key bytes pass between packages and processes. A search for its name
 * finds every place that handles them.
 */
@NullMarked
package io.sealstream.protocol.secret;

import org.jspecify.annotations.NullMarked;

/** Composes storage: the only place that knows all rooms. */
@NullMarked
package io.sealstream.storage.boot;

import org.jspecify.annotations.NullMarked;

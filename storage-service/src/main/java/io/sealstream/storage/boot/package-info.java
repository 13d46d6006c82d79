/** Composes storage: the only place that knows all packages. */
@NullMarked
package io.sealstream.storage.boot;

import org.jspecify.annotations.NullMarked;

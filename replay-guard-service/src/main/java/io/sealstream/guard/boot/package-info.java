/** Composes the guard: the only place that knows all packages. */
@NullMarked
package io.sealstream.guard.boot;

import org.jspecify.annotations.NullMarked;

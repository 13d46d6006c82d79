/** Composes the guard: the only place that knows all rooms. */
@NullMarked
package io.sealstream.guard.boot;

import org.jspecify.annotations.NullMarked;

/** Runs Jazzer on each target in a process of its own, and says what was run and found. */
@NullMarked
package io.sealstream.fuzzing;

import org.jspecify.annotations.NullMarked;

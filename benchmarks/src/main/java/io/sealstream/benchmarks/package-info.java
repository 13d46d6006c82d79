/**
 * The load benchmark: puts a running system under load and says what an event costs.
 *
 * <p>Composes the packages below it. It is a process of its own; nothing depends on it.
 */
@NullMarked
package io.sealstream.benchmarks;

import org.jspecify.annotations.NullMarked;

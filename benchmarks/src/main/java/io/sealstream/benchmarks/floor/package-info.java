/**
 * What the unavoidable operations of an event cost on one core of this machine.
 *
 * <p>Uses the protocol alone.
 */
@NullMarked
package io.sealstream.benchmarks.floor;

import org.jspecify.annotations.NullMarked;

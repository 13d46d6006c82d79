/**
 * Micro-benchmarks of what happens to every event, with JMH.
 *
 * <p>Each class is one kind of work, on the protocol's own code. How to run them is in the module's
 * README.
 */
@NullMarked
package io.sealstream.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;

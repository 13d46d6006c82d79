/**
 * The simulated devices: sign, send over their own connection, and keep count.
 *
 * <p>One thread, the event loop, does all of it and owns all of its state. Knows neither the
 * database nor the broker.
 */
@NullMarked
package io.sealstream.benchmarks.load;

import org.jspecify.annotations.NullMarked;

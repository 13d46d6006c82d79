/**
 * Gives each simulated device an identity through the operator's and the device endpoint.
 *
 * <p>Uses the endpoints as anyone would; knows no other package of the benchmarks.
 */
@NullMarked
package io.sealstream.benchmarks.enrol;

import org.jspecify.annotations.NullMarked;

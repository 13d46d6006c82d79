/**
 * Gives each simulated device an identity through the operator's and the device door.
 *
 * <p>Uses the doors as anyone would; knows no other room.
 */
@NullMarked
package io.sealstream.benchmarks.enrol;

import org.jspecify.annotations.NullMarked;

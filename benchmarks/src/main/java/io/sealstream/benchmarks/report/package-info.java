/**
 * The figures of a run, as a table and as JSON with the unit in every name.
 *
 * <p>Holds figures; measures nothing.
 */
@NullMarked
package io.sealstream.benchmarks.report;

import org.jspecify.annotations.NullMarked;

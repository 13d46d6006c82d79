/**
 * Watches a running system from outside: processes, machine and the topics that say what became of
 * events.
 *
 * <p>Changes nothing. Uses the identity of ingest, which may read these topics, so that no access
 * rule has to be widened for a measurement.
 */
@NullMarked
package io.sealstream.benchmarks.observe;

import org.jspecify.annotations.NullMarked;

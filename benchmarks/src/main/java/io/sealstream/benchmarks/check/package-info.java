/**
 * Proves after a run that what was acknowledged is stored exactly once.
 *
 * <p>Looks into the database as one with storage's identity and through the read endpoint.
 */
@NullMarked
package io.sealstream.benchmarks.check;

import org.jspecify.annotations.NullMarked;

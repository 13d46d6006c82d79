/**
 * The guard's core: judges whether a submission may have an effect. Plain Java, no state of its
 * own.
 *
 * <p>Trusts nothing that a record says but what the device signed. Touches {@code protocol} and the
 * device table.
 */
@NullMarked
package io.sealstream.guard;

import org.jspecify.annotations.NullMarked;

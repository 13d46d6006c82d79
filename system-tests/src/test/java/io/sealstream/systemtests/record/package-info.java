/**
 * What was sent, what was answered, what was found, and the comparison of the three. Depends on
 * nothing else here.
 */
@NullMarked
package io.sealstream.systemtests.record;

import org.jspecify.annotations.NullMarked;

/**
 * The local stack that the tests run against: its processes and listeners, and ways to probe them.
 * Depends on nothing else here.
 */
@NullMarked
package io.sealstream.systemtests.stack;

import org.jspecify.annotations.NullMarked;

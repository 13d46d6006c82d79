/**
 * The local stack that the tests run against: its processes, ports and doors, and ways to knock at
 * them. Depends on nothing else here.
 */
@NullMarked
package io.sealstream.systemtests.stack;

import org.jspecify.annotations.NullMarked;

/**
 * The real servers that can take the place of the devstack's emulators: which image, started how. A
 * recipe is plain data; Testcontainers runs it in tests, Docker's command line in the local stack.
 *
 * <p>For tests and one machine only. Knows nothing of what the servers are used for.
 */
@NullMarked
package io.sealstream.peers;

import org.jspecify.annotations.NullMarked;

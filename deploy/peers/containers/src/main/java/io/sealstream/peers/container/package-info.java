/**
 * Runs the real servers in containers for tests, by Testcontainers, and decides whether there is
 * anything to run. Published on loopback only.
 */
@NullMarked
package io.sealstream.peers.container;

import org.jspecify.annotations.NullMarked;

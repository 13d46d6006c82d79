/**
 * The demonstration: sends readings through a running local stack, attacks it, reads everything
 * back and compares. Prints what was tried and what happened.
 *
 * <p>Plays every part with its own certificate: operator, devices, readers, and a thief of service
 * identities. Never part of a deployment.
 */
@NullMarked
package io.sealstream.devstack.demo;

import org.jspecify.annotations.NullMarked;

/**
 * Asks a process whether it is ready, over mutual TLS as everybody else would.
 *
 * <p>Changes nothing.
 */
@NullMarked
package io.sealstream.devstack.launcher.readiness;

import org.jspecify.annotations.NullMarked;

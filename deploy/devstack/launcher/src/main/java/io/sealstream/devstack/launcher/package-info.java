/**
 * The launcher of the local stack: {@code ./sealstream up | status | logs | down}, and the command
 * lines of clients against it.
 *
 * <p>This package is the entry only. Starts processes of this machine and nothing elsewhere; is no
 * part of a deployment.
 */
@NullMarked
package io.sealstream.devstack.launcher;

import org.jspecify.annotations.NullMarked;

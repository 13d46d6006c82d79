/**
 * Starts, watches and stops the processes of the stack, in the background.
 *
 * <p>Owns the run folder with process ids and progress.
 */
@NullMarked
package io.sealstream.devstack.launcher.stack;

import org.jspecify.annotations.NullMarked;

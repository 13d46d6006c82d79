/**
 * The command line of a device: {@code enrol}, {@code renew}, {@code send}, {@code status}.
 *
 * <p>Only reads arguments and files and prints; everything else is the library's.
 */
@NullMarked
package io.sealstream.device.cli;

import org.jspecify.annotations.NullMarked;

/**
 * The command line of a reader: {@code list}, {@code get}, {@code export}.
 *
 * <p>Only reads arguments and prints; everything else is the library's.
 */
@NullMarked
package io.sealstream.reader.cli;

import org.jspecify.annotations.NullMarked;

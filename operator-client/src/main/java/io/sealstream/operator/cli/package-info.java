/**
 * The command line of an operator: {@code register}, {@code token}, {@code list}, {@code status},
 * {@code revoke}.
 *
 * <p>Only reads arguments, prints, and writes token files; everything else is the library's.
 */
@NullMarked
package io.sealstream.operator.cli;

import org.jspecify.annotations.NullMarked;

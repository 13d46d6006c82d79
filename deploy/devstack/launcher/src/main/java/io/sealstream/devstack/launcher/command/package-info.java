/**
 * The commands as a person types them.
 *
 * <p>Reads what {@code stack} wrote and starts or stops it; holds no logic of its own.
 */
@NullMarked
package io.sealstream.devstack.launcher.command;

import org.jspecify.annotations.NullMarked;

/**
 * The command lines of operators, devices and readers, run against the local stack: {@code
 * ./sealstream operator | device | reader}.
 *
 * <p>Gives them the stack's addresses and identities as defaults; what they do is theirs. May touch
 * the state folder of the stack.
 */
@NullMarked
package io.sealstream.devstack.launcher.client;

import org.jspecify.annotations.NullMarked;

/**
 * The transit engine: keys that never leave, and what they encrypt.
 *
 * <p>Ciphers come from the JDK. Uses {@code request} and {@code barrier}.
 */
@NullMarked
package io.sealstream.devstack.vault.transit;

import org.jspecify.annotations.NullMarked;

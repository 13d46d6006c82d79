/**
 * What the core packages of vault-keys share: the port to Vault's keys, and how a request ends that
 * is not granted. The rules are in {@code devices}, {@code envelope} and {@code epoch}.
 *
 * <p>Plain Java. Key bytes exist only as long as one call or one cache entry needs them, and are
 * zeroed after. The technology packages ({@code http}, {@code vault}, {@code mongo}, {@code kafka})
 * depend on the core, and {@code boot} puts all of them together.
 */
@NullMarked
package io.sealstream.keys;

import org.jspecify.annotations.NullMarked;

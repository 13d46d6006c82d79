/**
 * The stack's dealings with Vault: setting it up once, opening it, and having identities signed.
 *
 * <p>Talks to Vault over HTTPS; writes identity folders; starts no process.
 */
@NullMarked
package io.sealstream.devstack.launcher.vault;

import org.jspecify.annotations.NullMarked;

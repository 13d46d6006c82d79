/**
 * An emulator of HashiCorp Vault for the local stack: the same paths, shapes and status codes for
 * the calls that Sealstream makes, and nothing beyond them.
 *
 * <p>It is not Vault: no replicas, no audit device, no plugins, one unseal key. It is never part of
 * a service image. The process, its HTTPS listener and the {@code sys} endpoints are here; each
 * engine has a package of its own.
 */
@NullMarked
package io.sealstream.devstack.vault;

import org.jspecify.annotations.NullMarked;

/**
 * A stand-in for HashiCorp Vault in the local stack: the same paths, shapes and status codes for
 * the part of its API that Sealstream uses, and nothing beyond it.
 *
 * <p>It is not Vault: no replicas, no audit device, no plugins, one unseal key. It is never part of
 * a service image. The process, its HTTPS door and the {@code sys} endpoints are here; each engine
 * has a package of its own.
 */
@NullMarked
package io.sealstream.devstack.vault;

import org.jspecify.annotations.NullMarked;

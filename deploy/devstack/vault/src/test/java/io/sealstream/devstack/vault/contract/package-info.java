/**
 * What Sealstream expects of a Vault, stand-in or real: one suite over HTTPS.
 *
 * <p>Knows a base address, a TLS context, a root token and an unseal key; nothing of an
 * implementation.
 */
@NullMarked
package io.sealstream.devstack.vault.contract;

import org.jspecify.annotations.NullMarked;

/**
 * Vault (or OpenBao) over its HTTP API: certificate login, transit, PKI.
 *
 * <p>Calls go through the Vault driver, except the two whose answers are key bytes: those must not
 * pass through strings, which cannot be zeroed (ADR 12). Nothing that Vault answers appears in a
 * message. Calls block: they are made on virtual threads.
 */
@NullMarked
package io.sealstream.keys.vault;

import org.jspecify.annotations.NullMarked;

/**
 * Vault (or OpenBao) over its HTTP API: certificate login, transit, PKI.
 *
 * <p>Built on the JDK's HTTP client. The usual Java client of Vault makes its own TLS context from
 * key files it reads once; ours must follow renewed certificates without a restart, and key bytes
 * must not pass through strings, which cannot be zeroed. Nothing that Vault answers appears in a
 * message. Calls block: they are made on virtual threads.
 */
@NullMarked
package io.sealstream.keys.vault;

import org.jspecify.annotations.NullMarked;

/**
 * The HTTP listener of vault-keys: JSON over mutual TLS, described in {@code
 * docs/openapi/vault-keys.yaml}. Each resource says whom it serves and refuses everybody else.
 *
 * <p>Translates between requests and the core; decides nothing.
 */
@NullMarked
package io.sealstream.keys.http;

import org.jspecify.annotations.NullMarked;

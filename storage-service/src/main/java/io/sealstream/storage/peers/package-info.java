/**
 * The other services that storage asks over mutual TLS: vault-keys, to open data keys.
 *
 * <p>Depends on the core only. Calls block; they run on virtual threads.
 */
@NullMarked
package io.sealstream.storage.peers;

import org.jspecify.annotations.NullMarked;

/**
 * What a request asks and how it is answered, as Vault words it on the wire.
 *
 * <p>Knows no engine, no storage and no socket.
 */
@NullMarked
package io.sealstream.devstack.vault.request;

import org.jspecify.annotations.NullMarked;

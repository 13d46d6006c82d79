/**
 * The document store of vault-keys: database {@code vault_keys}, which no other service may open.
 *
 * <p>Each write is one document and is on disk at a majority before it counts, so no transaction is
 * needed. What must happen once (a token used, a generation added) is one atomic operation of the
 * store. Uses only what MongoDB, FerretDB and the local emulator have in common.
 */
@NullMarked
package io.sealstream.keys.mongo;

import org.jspecify.annotations.NullMarked;

/**
 * Core of vault-keys: who the devices are, how they get an identity, and who may have which key.
 *
 * <p>Rules and ports in plain Java. Knows no framework, no database driver, no broker and no Vault
 * protocol; the rooms beside it do, and {@code boot} puts them together. Key bytes exist here only
 * as long as one call or one cache entry needs them, and are zeroed after.
 */
@NullMarked
package io.sealstream.keys;

import org.jspecify.annotations.NullMarked;

package io.sealstream.keys;

import io.sealstream.protocol.secret.KeyBytes;

/**
 * A key that Vault has just made.
 *
 * @param open the key, which is closed with this
 * @param wrapped as Vault encrypted it
 */
public record FreshKey(KeyBytes open, String wrapped) implements AutoCloseable {
    @Override
    public void close() {
        open.close();
    }
}

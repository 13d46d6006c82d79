package io.sealstream.keys;

import io.sealstream.protocol.secret.KeyBytes;
import java.util.List;

/**
 * Makes keys and opens wrapped ones; the key-encryption keys stay inside. Each key is bound to a
 * context: it opens under the same context only.
 */
public interface KeyVault {

    /**
     * Makes a 32-byte key.
     *
     * @throws UnavailableException when Vault is sealed or out of reach
     */
    FreshKey newKey(Kek kek, byte[] context);

    /**
     * Opens wrapped keys, in one exchange and in their order. The caller owns them and closes them.
     *
     * @throws UnavailableException when Vault is sealed or out of reach
     * @throws IllegalStateException when one of them does not open: it was altered, or bound to
     *     another context
     */
    List<KeyBytes> unwrap(Kek kek, List<WrappedKey> keys);
}

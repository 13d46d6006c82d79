package io.sealstream.keys.vault;

import io.sealstream.keys.vault.VaultConnection.Channel;
import java.time.Instant;

/**
 * A token of Vault's.
 *
 * @param channel the connection whose certificate it is bound to
 * @param value secret
 * @param renewable whether Vault says that it can be renewed
 * @param renewAt from when it should be renewed
 * @param until when it ends
 */
record VaultToken(
        Channel channel, String value, boolean renewable, Instant renewAt, Instant until) {
    @Override
    public String toString() {
        return "VaultToken[redacted]";
    }
}

package io.sealstream.protocol.nonce;

import io.sealstream.protocol.secret.KeyBytes;

/**
 * A key that authenticates epoch tokens.
 *
 * @param kid its number in tokens, 0 to 255
 * @param key the key of the HMAC
 */
public record EpochKey(int kid, KeyBytes key) {
    public EpochKey {
        if (kid < 0 || kid > 255) {
            throw new IllegalArgumentException("the id of an epoch key is one byte");
        }
    }
}

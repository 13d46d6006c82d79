package io.sealstream.protocol.nonce;

import java.util.Arrays;

/**
 * A key that authenticates epoch tokens.
 *
 * @param kid its number in tokens, 0 to 255
 * @param key 32 bytes
 */
public record EpochKey(int kid, byte[] key) {
    public EpochKey {
        if (kid < 0 || kid > 255 || key.length != 32) {
            throw new IllegalArgumentException("an epoch key has a one-byte id and 32 bytes");
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EpochKey that && kid == that.kid && Arrays.equals(key, that.key);
    }

    @Override
    public int hashCode() {
        return kid;
    }

    @Override
    public String toString() {
        return "EpochKey[kid=" + kid + "]";
    }
}

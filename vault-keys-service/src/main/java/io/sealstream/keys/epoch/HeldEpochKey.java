package io.sealstream.keys.epoch;

import java.time.Instant;

/**
 * An epoch key as it is handed to those who issue and check epoch tokens.
 *
 * @param kid its number in the token, 0 to 255
 * @param key 32 bytes; the receiver's own copy
 * @param notAfter from when tokens made with it are not accepted
 */
public record HeldEpochKey(int kid, byte[] key, Instant notAfter) {
    @Override
    public String toString() {
        return "HeldEpochKey[kid=" + kid + ", notAfter=" + notAfter + "]";
    }
}

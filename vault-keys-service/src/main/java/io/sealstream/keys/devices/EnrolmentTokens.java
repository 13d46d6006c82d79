package io.sealstream.keys.devices;

import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.KeyId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One-time tokens: at most one a device, as a hash. A token is used with one key and no other; with
 * that key it may be used again until it expires, because the answer to a device may be lost.
 */
public interface EnrolmentTokens {

    /**
     * A token.
     *
     * @param hash of the token
     * @param expiresAt when it ends
     * @param usedWith the key it was used with; null while it waits
     * @param usedAtVersion version of the device when it was first used; 0 while it waits
     */
    record Kept(TokenHash hash, Instant expiresAt, @Nullable KeyId usedWith, long usedAtVersion) {
        /** Whether it may be used with a key: it waits, or was used with the same key. */
        boolean serves(KeyId key) {
            return usedWith == null || usedWith.equals(key);
        }
    }

    /** Lets a device enrol with the token of this hash; an earlier token of the device ends. */
    void put(DeviceId device, TokenHash hash, Instant expiresAt);

    /** The token of a device, used or not, expired or not. */
    Optional<Kept> find(DeviceId device);

    /**
     * Uses a token with a key, and records the key and the device's version at the first use, in
     * one atomic step: of any number of callers with different keys, those with one key get true.
     * False when the token was used with another key, was replaced or has expired.
     *
     * @param version of the device that the caller looked at
     */
    boolean use(DeviceId device, TokenHash hash, KeyId key, long version, Instant now);

    /** Ends the token of a device, if there is one. */
    void discard(DeviceId device);
}

package io.sealstream.keys.devices;

import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.DeviceState;
import io.sealstream.protocol.EnvelopeKeyId;
import io.sealstream.protocol.KeyId;
import io.sealstream.protocol.signature.DeviceKey;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One-time tokens: at most one a device, as a public key. A token is used with one identity key and
 * no other; with that key it may be used again until it expires, because the answer to a device may
 * be lost.
 */
public interface EnrolmentTokens {

    /**
     * A token.
     *
     * @param key its public key
     * @param expiresAt when it ends
     * @param usedWith the identity key it was used with; null while it waits
     * @param usedAt the device's envelope key when it was first used; null while it waits, and for
     *     a device that had none
     */
    record Kept(
            DeviceKey key,
            Instant expiresAt,
            @Nullable KeyId usedWith,
            @Nullable EnvelopeKeyId usedAt) {
        /** Whether it may be used with a key: it waits, or was used with the same key. */
        boolean serves(KeyId identityKey) {
            return usedWith == null || usedWith.equals(identityKey);
        }

        /**
         * Whether the device has not been enrolled with it yet: each enrolment gives a device
         * another envelope key, and nothing else does.
         */
        boolean waitsFor(DeviceState device) {
            return usedWith == null || Objects.equals(usedAt, envelopeKeyOf(device));
        }
    }

    /** The id of a device's envelope key, null before its first enrolment. */
    static @Nullable EnvelopeKeyId envelopeKeyOf(DeviceState device) {
        return device.envelopeKey() == null ? null : device.envelopeKey().id();
    }

    /** Lets a device enrol with the token of this key; an earlier token of the device ends. */
    void put(DeviceId device, DeviceKey token, Instant expiresAt);

    /** The token of a device, used or not, expired or not. */
    Optional<Kept> find(DeviceId device);

    /**
     * Uses a token with a key, and records that key and the device's envelope key at the first use,
     * in one atomic step: of any number of callers with different keys, those with one key get
     * true. False when the token was used with another key, was replaced or has expired.
     *
     * @param envelopeKey of the device that the caller looked at
     */
    boolean use(
            DeviceId device,
            DeviceKey token,
            KeyId key,
            @Nullable EnvelopeKeyId envelopeKey,
            Instant now);

    /** Ends the token of a device, if there is one. */
    void discard(DeviceId device);
}

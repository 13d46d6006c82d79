package io.sealstream.keys.devices;

import io.sealstream.protocol.DeviceId;
import java.time.Instant;
import java.util.Optional;

/** One-time tokens that wait for a device: at most one a device, as a hash. */
public interface EnrolmentTokens {

    /**
     * A token that waits.
     *
     * @param hash of the token
     * @param expiresAt when it ends
     */
    record Waiting(TokenHash hash, Instant expiresAt) {}

    /** Lets a device enrol with the token of this hash; an earlier token of the device ends. */
    void put(DeviceId device, Waiting token);

    /** The token that waits for a device, expired or not. */
    Optional<Waiting> find(DeviceId device);

    /**
     * Uses up a token in one atomic step: of any number of callers, one gets true. False when the
     * token was used, replaced or has expired.
     */
    boolean consume(DeviceId device, TokenHash hash, Instant now);

    /** Ends the token of a device, if there is one. */
    void discard(DeviceId device);
}

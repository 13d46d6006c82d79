package io.sealstream.device;

import io.sealstream.protocol.KeyId;
import java.time.Instant;

/**
 * How a device is.
 *
 * @param spiffeId who it is
 * @param keyId its identity key
 * @param certificateExpires end of its certificate
 * @param waiting events in the outbox
 * @param rejected events the platform rejected
 * @param damaged files set aside in the outbox because they hold no event
 * @param ingestReachable whether the endpoint answers this identity
 */
public record DeviceStatus(
        String spiffeId,
        KeyId keyId,
        Instant certificateExpires,
        int waiting,
        int rejected,
        int damaged,
        boolean ingestReachable) {}

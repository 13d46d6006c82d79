package io.sealstream.protocol;

import java.time.Instant;
import java.util.Objects;

/**
 * Says that a submission has no effect, by the guard's decision: the value of {@code
 * submission.rejected.v1}.
 *
 * @param tenant tenant name
 * @param device device name
 * @param eventId the event
 * @param reason why it has no effect
 * @param rejectedAt when the guard decided
 */
public record RejectedNotice(
        String tenant, String device, EventId eventId, Reason reason, Instant rejectedAt) {
    public RejectedNotice {
        var _ = new DeviceId(tenant, device);
        Objects.requireNonNull(eventId, "eventId");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(rejectedAt, "rejectedAt");
    }

    /** Why a submission has no effect. */
    public enum Reason {
        NONCE_STALE,
        NONCE_CONFLICT,
        BAD_SIGNATURE,
        UNKNOWN_DEVICE,
        DEVICE_REVOKED,
        UNKNOWN_KEY,
        /** The evidence is not one that a signature of the profile leaves behind. */
        MALFORMED_EVIDENCE
    }

    /** The device's name. */
    public DeviceId deviceId() {
        return new DeviceId(tenant, device);
    }
}

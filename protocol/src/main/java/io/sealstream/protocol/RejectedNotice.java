package io.sealstream.protocol;

import java.time.Instant;

/**
 * Says that the guard let a submission have no effect: the value of {@code submission.rejected.v1}.
 *
 * @param tenant tenant name
 * @param device device name
 * @param eventId the event
 * @param reason why
 * @param rejectedAt when
 */
public record RejectedNotice(
        String tenant, String device, EventId eventId, Reason reason, Instant rejectedAt) {

    /** Why a submission has no effect. */
    public enum Reason {
        /** Same nonce, same content: the event is on its way or stored. Not an error. */
        RETRY,
        NONCE_STALE,
        NONCE_CONFLICT,
        BAD_SIGNATURE,
        UNKNOWN_DEVICE,
        DEVICE_REVOKED,
        UNKNOWN_KEY,
        /** The record and what the device signed differ. */
        MISMATCH
    }

    /** The device's name. */
    public DeviceId deviceId() {
        return new DeviceId(tenant, device);
    }
}

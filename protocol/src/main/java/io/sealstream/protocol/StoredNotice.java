package io.sealstream.protocol;

import java.time.Instant;

/**
 * Says that storage holds an event: the value of {@code submission.stored.v1}, and of a stored
 * event's receipt.
 *
 * @param tenant tenant name
 * @param device device name
 * @param eventId the event
 * @param outcome what storage found
 * @param digest digest of the content that is stored, RFC 9530 member
 * @param storedAt when the stored event was written
 */
public record StoredNotice(
        String tenant,
        String device,
        EventId eventId,
        Outcome outcome,
        String digest,
        Instant storedAt) {

    /** What became of the submission. */
    public enum Outcome {
        STORED,
        /** The same event was there already: an honest retry. */
        ALREADY_STORED,
        /** Another content is stored under this event id. */
        EVENT_CONFLICT
    }

    /** The device's name. */
    public DeviceId deviceId() {
        return new DeviceId(tenant, device);
    }
}

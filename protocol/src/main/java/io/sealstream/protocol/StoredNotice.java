package io.sealstream.protocol;

import java.time.Instant;
import java.util.Objects;

/**
 * Says that storage holds an event: the value of {@code submission.stored.v1}, and of a stored
 * event's receipt.
 *
 * @param tenant tenant name
 * @param device device name
 * @param eventId the event
 * @param outcome what storage found
 * @param digest digest of the content that is stored
 * @param storedAt when the stored event was written
 */
public record StoredNotice(
        String tenant,
        String device,
        EventId eventId,
        Outcome outcome,
        ContentDigest digest,
        Instant storedAt) {
    public StoredNotice {
        var _ = new DeviceId(tenant, device);
        Objects.requireNonNull(eventId, "eventId");
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(digest, "digest");
        Objects.requireNonNull(storedAt, "storedAt");
    }

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

package io.sealstream.protocol;

import java.time.Instant;
import java.util.Objects;

/**
 * Says that storage holds an event: the value of {@code submission.stored.v1}, and of a stored
 * event's receipt. In a record it is about the submission that {@code signed} names; in a receipt,
 * about the one that is stored.
 *
 * @param tenant tenant name
 * @param device device name
 * @param eventId the event
 * @param stream the stream it is in
 * @param contentType media type of the content
 * @param digest digest of the content
 * @param signed names what was signed
 * @param outcome what storage found
 * @param storedAt when the stored event was written
 */
public record StoredNotice(
        String tenant,
        String device,
        EventId eventId,
        StreamName stream,
        String contentType,
        ContentDigest digest,
        SignedDigest signed,
        Outcome outcome,
        Instant storedAt) {
    public StoredNotice {
        var _ = new DeviceId(tenant, device);
        Objects.requireNonNull(eventId, "eventId");
        Objects.requireNonNull(stream, "stream");
        Objects.requireNonNull(contentType, "contentType");
        Objects.requireNonNull(digest, "digest");
        Objects.requireNonNull(signed, "signed");
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(storedAt, "storedAt");
    }

    /** Gives notice of a submission. */
    public static StoredNotice of(Submission submission, Outcome outcome, Instant storedAt) {
        EventFacts facts = submission.facts();
        return new StoredNotice(
                facts.device().tenant(),
                facts.device().device(),
                facts.eventId(),
                facts.stream(),
                facts.contentType(),
                facts.contentDigest(),
                submission.signed(),
                outcome,
                storedAt);
    }

    /** What became of the submission. */
    public enum Outcome {
        STORED,
        /** The same event was there already: an honest retry. */
        ALREADY_STORED
    }

    /** The device's name. */
    public DeviceId deviceId() {
        return new DeviceId(tenant, device);
    }
}

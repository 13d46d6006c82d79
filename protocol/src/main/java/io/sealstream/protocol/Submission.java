package io.sealstream.protocol;

import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;

/**
 * One event on its way through the platform: clear facts, the sealed content, the evidence. It is
 * the value of {@code submission.received.v1} and, byte for byte, of {@code submission.accepted.v1}
 * and {@code submission.retried.v1}.
 *
 * @param facts what the device signed and the ciphertext is bound to
 * @param receivedAt when ingest had the whole request, milliseconds; not signed by the device
 * @param size length of the content, bytes; not signed by the device
 * @param sealedEvent COSE_Encrypt0 (see {@code protocol.seal})
 * @param evidence the device's signature over the facts
 */
public record Submission(
        EventFacts facts,
        Instant receivedAt,
        int size,
        byte[] sealedEvent,
        SignatureEvidence evidence) {
    public Submission {
        Objects.requireNonNull(facts, "facts");
        Objects.requireNonNull(receivedAt, "receivedAt");
        Objects.requireNonNull(sealedEvent, "sealedEvent");
        Objects.requireNonNull(evidence, "evidence");
    }

    /** The device that sent the event: short for {@code facts().device()}. */
    public DeviceId device() {
        return facts.device();
    }

    /** The id of the event: short for {@code facts().eventId()}. */
    public EventId eventId() {
        return facts.eventId();
    }

    /** Names what the device signed, and its signature. */
    public SignedDigest signed() {
        return SignedDigest.of(facts, evidence);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Submission that
                && facts.equals(that.facts)
                && receivedAt.equals(that.receivedAt)
                && size == that.size
                && Arrays.equals(sealedEvent, that.sealedEvent)
                && evidence.equals(that.evidence);
    }

    @Override
    public int hashCode() {
        return facts.eventId().hashCode();
    }
}

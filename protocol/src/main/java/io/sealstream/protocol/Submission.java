package io.sealstream.protocol;

import java.time.Instant;
import java.util.Arrays;

/**
 * One event on its way through the platform: clear metadata, the sealed content, the evidence. It
 * is the value of {@code submission.received.v1} and, byte for byte, of {@code
 * submission.accepted.v1}.
 *
 * @param device who sent it
 * @param stream the stream it belongs to
 * @param eventId its identity, unique per device
 * @param receivedAt when ingest had the whole request, milliseconds
 * @param contentType media type of the content, as signed
 * @param contentDigest first known digest the device listed
 * @param size length of the content, bytes
 * @param sealedEvent COSE_Encrypt0 (see {@code protocol.seal})
 * @param evidence the device's signature
 */
public record Submission(
        DeviceId device,
        StreamName stream,
        EventId eventId,
        Instant receivedAt,
        String contentType,
        ContentDigest contentDigest,
        int size,
        byte[] sealedEvent,
        SignatureEvidence evidence) {

    /** Names the event in logs and links: {@code tenant/device/event}. */
    public String address() {
        return device.key() + "/" + eventId;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Submission that
                && device.equals(that.device)
                && stream.equals(that.stream)
                && eventId.equals(that.eventId)
                && receivedAt.equals(that.receivedAt)
                && contentType.equals(that.contentType)
                && contentDigest.equals(that.contentDigest)
                && size == that.size
                && Arrays.equals(sealedEvent, that.sealedEvent)
                && evidence.equals(that.evidence);
    }

    @Override
    public int hashCode() {
        return eventId.hashCode();
    }
}

package io.sealstream.reader;

import io.sealstream.protocol.ContentDigest;
import io.sealstream.protocol.EventFacts;
import io.sealstream.protocol.EventId;
import java.time.Instant;

/**
 * An event as storage gave it; nothing of it is proven.
 *
 * @param facts what storage says that the device signed
 * @param receivedAt when the platform had it
 * @param content the content
 * @param evidence what proves it
 */
@SuppressWarnings("ArrayRecordComponent")
public record ReceivedEvent(
        EventFacts facts, Instant receivedAt, byte[] content, Evidence evidence) {

    /** Where storage says it belongs. */
    public StreamAddress stream() {
        return new StreamAddress(facts.device(), facts.stream());
    }

    /** Id of the event, unique per device. */
    public EventId id() {
        return facts.eventId();
    }

    /** Media type of the content. */
    public String contentType() {
        return facts.contentType();
    }

    /** Digest of the content. */
    public ContentDigest contentDigest() {
        return facts.contentDigest();
    }

    @Override
    public String toString() {
        return "ReceivedEvent[" + id() + "]";
    }
}

package io.sealstream.reader;

import io.sealstream.protocol.EventId;
import java.time.Instant;

/**
 * An event as storage gave it; nothing of it is proven.
 *
 * @param stream where storage says it belongs
 * @param id its identity
 * @param receivedAt when the platform had it
 * @param contentType media type of the content
 * @param contentDigest digest of the content, RFC 9530 member
 * @param content the content
 * @param evidence what proves it
 */
public record ReceivedEvent(
        StreamAddress stream,
        EventId id,
        Instant receivedAt,
        String contentType,
        String contentDigest,
        byte[] content,
        Evidence evidence) {
    @Override
    public String toString() {
        return "ReceivedEvent[" + id + "]";
    }
}

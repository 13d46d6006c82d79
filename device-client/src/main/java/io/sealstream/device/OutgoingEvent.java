package io.sealstream.device;

import io.sealstream.protocol.EventId;
import io.sealstream.protocol.Problem;
import io.sealstream.protocol.StreamName;

/**
 * An event a device sends.
 *
 * @param id its identity; sending it again under the same id is safe
 * @param stream where it belongs
 * @param contentType media type of the content
 * @param content the content, exactly as readers will get it
 */
public record OutgoingEvent(EventId id, StreamName stream, String contentType, byte[] content) {

    /** The most bytes of content that the protocol has for one event. */
    public static final int MAX_CONTENT_BYTES = 256 * 1024;

    /** An event with a new id. */
    public static OutgoingEvent of(String stream, String contentType, byte[] content) {
        return new OutgoingEvent(EventId.random(), new StreamName(stream), contentType, content);
    }

    boolean isTooLarge() {
        return content.length > MAX_CONTENT_BYTES;
    }

    SendResult tooLarge() {
        return new SendResult.Rejected(id, Problem.TOO_LARGE.label());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OutgoingEvent that
                && id.equals(that.id)
                && stream.equals(that.stream)
                && contentType.equals(that.contentType)
                && java.util.Arrays.equals(content, that.content);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return "OutgoingEvent[" + id + " to " + stream + "]";
    }
}

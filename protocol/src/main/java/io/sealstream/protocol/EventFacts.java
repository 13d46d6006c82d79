package io.sealstream.protocol;

import java.util.Objects;

/**
 * What identifies and describes an event, apart from its content. The device signs these facts, and
 * the ciphertext is bound to them: both the signature base and the AAD are built from this record,
 * so that neither verifies for any other facts.
 *
 * @param device who sent it
 * @param stream the stream it belongs to
 * @param eventId its identity, unique per device
 * @param contentType media type of the content, as sent
 * @param contentDigest digest of the content
 */
public record EventFacts(
        DeviceId device,
        StreamName stream,
        EventId eventId,
        String contentType,
        ContentDigest contentDigest) {
    public EventFacts {
        Objects.requireNonNull(device, "device");
        Objects.requireNonNull(stream, "stream");
        Objects.requireNonNull(eventId, "eventId");
        Objects.requireNonNull(contentType, "contentType");
        Objects.requireNonNull(contentDigest, "contentDigest");
    }

    /** Names the event in logs, links and databases: {@code tenant/device/event}. */
    public String address() {
        return device.key() + "/" + eventId;
    }
}

package io.sealstream.protocol.seal;

import io.sealstream.protocol.ContentDigest;
import io.sealstream.protocol.DataKeyId;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.EventId;
import io.sealstream.protocol.StreamName;
import io.sealstream.protocol.cbor.CborWriter;

/**
 * What a sealed event is bound to, so that it opens as nothing else.
 *
 * @param device who sent it
 * @param stream the stream it belongs to
 * @param eventId its identity
 * @param contentType media type of the content
 * @param contentDigest digest of the content
 */
public record EventBinding(
        DeviceId device,
        StreamName stream,
        EventId eventId,
        String contentType,
        ContentDigest contentDigest) {

    /**
     * The external AAD, deterministic CBOR:
     *
     * <pre>
     * [ "sealstream-event-1", tenant: tstr, device: tstr, stream: tstr, eventId: bstr .size 16,
     *   contentType: tstr, contentDigest: tstr (RFC 9530 member), dataKeyId: bstr .size 16 ]
     * </pre>
     */
    byte[] externalAad(DataKeyId dataKey) {
        return new CborWriter(320)
                .array(8)
                .text("sealstream-event-1")
                .text(device.tenant())
                .text(device.device())
                .text(stream.value())
                .bytes(eventId.toBytes())
                .text(contentType)
                .text(contentDigest.toString())
                .bytes(dataKey.toBytes())
                .toBytes();
    }
}

package io.sealstream.protocol.seal;

import io.sealstream.protocol.DataKeyId;
import io.sealstream.protocol.EventFacts;
import io.sealstream.protocol.internal.cbor.CborWriter;

/**
 * The external AAD of a sealed event (RFC 9052, section 5.3), deterministic CBOR:
 *
 * <pre>
 * [ "sealstream-event-1", tenant: tstr, device: tstr, stream: tstr, eventId: bstr .size 16,
 *   contentType: tstr, contentDigest: tstr (RFC 9530 member), dataKeyId: bstr .size 16 ]
 * </pre>
 */
final class EventAad {
    private EventAad() {}

    static byte[] of(EventFacts facts, DataKeyId dataKey) {
        return new CborWriter(320)
                .array(8)
                .text("sealstream-event-1")
                .text(facts.device().tenant())
                .text(facts.device().device())
                .text(facts.stream().value())
                .bytes(facts.eventId().toBytes())
                .text(facts.contentType())
                .text(facts.contentDigest().toString())
                .bytes(dataKey.toBytes())
                .toBytes();
    }
}

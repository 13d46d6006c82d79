package io.sealstream.storage.mongo;

import io.sealstream.protocol.ContentDigest;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.EventId;
import io.sealstream.protocol.SignatureEvidence;
import io.sealstream.protocol.StreamName;
import io.sealstream.protocol.Submission;
import io.sealstream.storage.StoredEvent;
import java.util.Date;
import org.bson.Document;
import org.bson.types.Binary;

/**
 * An event as a document:
 *
 * <pre>
 * { _id: "tenant/device/eventId", tenant, device, stream, eventId, receivedAt: Date, storedAt: Date,
 *   contentType, contentDigest: "sha-256=:...:", size: int32,
 *   sealed: Binary(0) COSE_Encrypt0, signatureBase: string, signature: Binary(0) }
 * </pre>
 */
final class EventDocument {
    private EventDocument() {}

    static Document write(StoredEvent event) {
        Submission s = event.submission();
        return new Document("_id", s.address())
                .append("tenant", s.device().tenant())
                .append("device", s.device().device())
                .append("stream", s.stream().value())
                .append("eventId", s.eventId().toString())
                .append("receivedAt", Date.from(s.receivedAt()))
                .append("storedAt", Date.from(event.storedAt()))
                .append("contentType", s.contentType())
                .append("contentDigest", s.contentDigest().toString())
                .append("size", s.size())
                .append("sealed", new Binary(s.sealedEvent()))
                .append("signatureBase", s.evidence().signatureBase())
                .append("signature", new Binary(s.evidence().signature()));
    }

    static StoredEvent read(Document d) {
        return new StoredEvent(
                new Submission(
                        new DeviceId(d.getString("tenant"), d.getString("device")),
                        new StreamName(d.getString("stream")),
                        EventId.parse(d.getString("eventId")),
                        d.getDate("receivedAt").toInstant(),
                        d.getString("contentType"),
                        ContentDigest.parse(d.getString("contentDigest")),
                        d.getInteger("size"),
                        d.get("sealed", Binary.class).getData(),
                        new SignatureEvidence(
                                d.getString("signatureBase"),
                                d.get("signature", Binary.class).getData())),
                d.getDate("storedAt").toInstant());
    }
}

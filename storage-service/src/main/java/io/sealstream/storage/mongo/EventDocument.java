package io.sealstream.storage.mongo;

import io.sealstream.protocol.ContentDigest;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.EventFacts;
import io.sealstream.protocol.EventId;
import io.sealstream.protocol.SignatureEvidence;
import io.sealstream.protocol.StreamName;
import io.sealstream.protocol.Submission;
import io.sealstream.storage.StoredEvent;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.types.Binary;

/**
 * An event as a document:
 *
 * <pre>
 * { _id: "tenant/device/eventId", tenant, device, stream, eventId, receivedAt: Date, storedAt: Date,
 *   contentType, contentDigest: "sha-256=:...:", size: int32, sealed: Binary(0) COSE_Encrypt0,
 *   evidence: { authority, query, components: [string]?, fields: [string]?, parameters: string,
 *               signature: Binary(0) } }
 * </pre>
 *
 * Without components, the standard ones are covered; without fields, nothing else is.
 */
final class EventDocument {
    private EventDocument() {}

    static Document write(String id, StoredEvent event) {
        Submission s = event.submission();
        EventFacts facts = s.facts();
        return new Document("_id", id)
                .append("tenant", facts.device().tenant())
                .append("device", facts.device().device())
                .append("stream", facts.stream().value())
                .append("eventId", facts.eventId().toString())
                .append("receivedAt", Date.from(s.receivedAt()))
                .append("storedAt", Date.from(event.storedAt()))
                .append("contentType", facts.contentType())
                .append("contentDigest", facts.contentDigest().toString())
                .append("size", s.size())
                .append("sealed", new Binary(s.sealedEvent()))
                .append("evidence", write(s.evidence()));
    }

    private static Document write(SignatureEvidence evidence) {
        Document document =
                new Document("authority", evidence.authority()).append("query", evidence.query());
        if (!evidence.coversStandardComponents()) {
            document.append("components", evidence.components());
        }
        if (!evidence.fields().isEmpty()) {
            document.append("fields", evidence.fields());
        }
        return document.append("parameters", evidence.parameters())
                .append("signature", new Binary(evidence.signature()));
    }

    static StoredEvent read(Document d) {
        EventFacts facts =
                new EventFacts(
                        new DeviceId(d.getString("tenant"), d.getString("device")),
                        new StreamName(d.getString("stream")),
                        EventId.parse(d.getString("eventId")),
                        d.getString("contentType"),
                        ContentDigest.parse(d.getString("contentDigest")));
        return new StoredEvent(
                new Submission(
                        facts,
                        d.getDate("receivedAt").toInstant(),
                        d.getInteger("size"),
                        d.get("sealed", Binary.class).getData(),
                        readEvidence(d.get("evidence", Document.class))),
                d.getDate("storedAt").toInstant());
    }

    private static SignatureEvidence readEvidence(Document d) {
        List<String> components = d.getList("components", String.class);
        List<String> fields = d.getList("fields", String.class);
        return new SignatureEvidence(
                d.getString("authority"),
                d.getString("query"),
                components == null ? SignatureEvidence.STANDARD_COMPONENTS : components,
                fields == null ? List.of() : fields,
                d.getString("parameters"),
                d.get("signature", Binary.class).getData());
    }
}

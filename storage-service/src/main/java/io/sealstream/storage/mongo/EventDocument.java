package io.sealstream.storage.mongo;

import io.sealstream.protocol.ContentDigest;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.EventFacts;
import io.sealstream.protocol.EventId;
import io.sealstream.protocol.InvalidIdentifierException;
import io.sealstream.protocol.SignatureEvidence;
import io.sealstream.protocol.StreamName;
import io.sealstream.protocol.Submission;
import io.sealstream.storage.DamagedEventException;
import io.sealstream.storage.StoredEvent;
import io.sealstream.storage.StoredPage.Damaged;
import io.sealstream.storage.StoredPage.Occupied;
import io.sealstream.storage.StoredPage.Place;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.bson.Document;
import org.bson.types.Binary;

/**
 * An event as a document:
 *
 * <pre>
 * { _id: "tenant/device/eventId", tenant, device, stream, eventId, receivedAt: Date, storedAt: Date,
 *   contentType, contentDigest: "sha-256=:...:", size: int32, sealed: Binary(0) COSE_Encrypt0,
 *   sequence: int64, previous: int64, evidence: { authority, query, components: [string]?, fields: [string]?, parameters: string,
 *               signature: Binary(0) } }
 * </pre>
 *
 * Without components, the standard ones are covered; without fields, nothing else is. Sequence and
 * previous are the event's place and the one before it in its device's chain; a copy has none.
 */
final class EventDocument {
    static final String SEQUENCE = "sequence";
    static final String PREVIOUS = "previous";

    private EventDocument() {}

    static Document write(StoredEvent event, long sequence, long previous) {
        return write(event.submission().facts().address(), event)
                .append(SEQUENCE, sequence)
                .append(PREVIOUS, previous);
    }

    static long sequence(Document d) {
        return Objects.requireNonNull(d.get(SEQUENCE, Number.class)).longValue();
    }

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

    /**
     * Reads an event.
     *
     * @throws DamagedEventException when it is none
     */
    static StoredEvent read(Document d) {
        try {
            return readEvent(d);
        } catch (RuntimeException e) {
            // A member that is missing, of another type, or not what its name says.
            throw new DamagedEventException(e);
        }
    }

    /** What is under a sequence. */
    static Place place(Document d) {
        long sequence = sequence(d);
        try {
            return new Occupied(sequence, read(d));
        } catch (DamagedEventException e) {
            return new Damaged(sequence, eventId(d));
        }
    }

    private static Optional<EventId> eventId(Document d) {
        try {
            String id = String.valueOf(d.get("_id"));
            return Optional.of(EventId.parse(id.substring(id.lastIndexOf('/') + 1)));
        } catch (InvalidIdentifierException e) {
            return Optional.empty();
        }
    }

    /** About what an event takes of memory beside its facts. */
    static int size(Document d) {
        return d.get("sealed") instanceof Binary sealed ? sealed.length() : 0;
    }

    private static StoredEvent readEvent(Document d) {
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

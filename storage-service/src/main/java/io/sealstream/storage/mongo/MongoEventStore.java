package io.sealstream.storage.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.EventFacts;
import io.sealstream.protocol.EventId;
import io.sealstream.protocol.Submission;
import io.sealstream.servicekit.documents.Documents;
import io.sealstream.servicekit.documents.Inserts;
import io.sealstream.storage.Cursor;
import io.sealstream.storage.EventQuery;
import io.sealstream.storage.EventStore;
import io.sealstream.storage.Insertion;
import io.sealstream.storage.StoredEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Events in the collection {@code events}, their copies in {@code eventCopies}; see {@link
 * EventDocument} for their shape. A copy's {@code _id} is the event's with the digest of the
 * ciphertext behind it.
 */
public final class MongoEventStore implements EventStore {
    private static final String COLLECTION = "events";

    private final Documents documents;
    private final EventCopies copies;

    public MongoEventStore(Documents documents) {
        this.documents = documents;
        this.copies = new EventCopies(documents);
    }

    /** Makes the indexes that are missing. */
    public void ensureIndexes() {
        var _ =
                documents.<String>with(
                        COLLECTION,
                        events ->
                                events.createIndex(
                                        Indexes.ascending(
                                                "tenant",
                                                "device",
                                                "stream",
                                                "receivedAt",
                                                "eventId")));
        copies.ensureIndexes();
    }

    @Override
    public List<Insertion> insert(List<Submission> batch, Instant now) {
        List<StoredEvent> added =
                batch.stream().map(submission -> new StoredEvent(submission, now)).toList();
        List<Document> written =
                added.stream()
                        .map(event ->
                                EventDocument.write(event.submission().facts().address(), event))
                        .toList();
        Map<Integer, Document> present =
                documents.with(COLLECTION, events -> Inserts.ifAbsent(events, written));
        List<Insertion> insertions = new ArrayList<>(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            Document other = present.get(i);
            insertions.add(
                    other == null
                            ? new Insertion(Insertion.Kind.NEW, added.get(i))
                            : Insertion.compared(batch.get(i), EventDocument.read(other)));
        }
        return insertions;
    }

    @Override
    public boolean keepCopy(StoredEvent copy) {
        return copies.keep(copy);
    }

    @Override
    public List<StoredEvent> copies(EventFacts facts) {
        return copies.of(facts);
    }

    @Override
    public void dropCopies(EventFacts facts) {
        copies.drop(facts);
    }

    @Override
    public void promote(StoredEvent event, StoredEvent copy) {
        String id = event.submission().facts().address();
        if (!copy.submission().facts().address().equals(id)) {
            throw new IllegalArgumentException("a copy of another event");
        }
        copies.keepAlways(event);
        var _ =
                documents.with(
                        COLLECTION,
                        events -> events.replaceOne(eq("_id", id), EventDocument.write(id, copy)));
    }

    @Override
    public Optional<StoredEvent> find(DeviceId device, EventId eventId) {
        return documents.with(
                COLLECTION,
                events ->
                        Optional.ofNullable(
                                        events.find(eq("_id", device.key() + "/" + eventId))
                                                .first())
                                .map(EventDocument::read));
    }

    @Override
    public List<StoredEvent> list(EventQuery query) {
        return documents.with(
                COLLECTION,
                events ->
                        events.find(filter(query))
                                .sort(Sorts.ascending("receivedAt", "eventId"))
                                .limit(query.limit())
                                .map(EventDocument::read)
                                .into(new ArrayList<>()));
    }

    private static Bson filter(EventQuery query) {
        List<Bson> all = new ArrayList<>();
        all.add(eq("tenant", query.device().tenant()));
        all.add(eq("device", query.device().device()));
        all.add(eq("stream", query.stream().value()));
        if (query.from() != null) {
            all.add(gte("receivedAt", query.from()));
        }
        if (query.to() != null) {
            all.add(lt("receivedAt", query.to()));
        }
        Cursor after = query.after();
        if (after != null) {
            all.add(gte("receivedAt", after.receivedAt()));
            all.add(
                    or(
                            gt("receivedAt", after.receivedAt()),
                            and(
                                    eq("receivedAt", after.receivedAt()),
                                    gt("eventId", after.eventId().toString()))));
        }
        return and(all);
    }
}

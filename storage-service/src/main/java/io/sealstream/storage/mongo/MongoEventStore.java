package io.sealstream.storage.mongo;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.ReadConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.EventFacts;
import io.sealstream.protocol.EventId;
import io.sealstream.protocol.Submission;
import io.sealstream.servicekit.documents.Documents;
import io.sealstream.storage.EventQuery;
import io.sealstream.storage.EventStore;
import io.sealstream.storage.Insertion;
import io.sealstream.storage.ReadBudget;
import io.sealstream.storage.StoredEvent;
import io.sealstream.storage.StoredPage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.Document;

/**
 * Events in the collection {@code events}, their copies in {@code eventCopies}; see {@link
 * EventDocument} for their shape. A copy's {@code _id} is the event's with the digest of the
 * ciphertext behind it.
 */
public final class MongoEventStore implements EventStore {
    private static final String COLLECTION = "events";

    /** Documents fetched at a time: of the largest events, four megabytes. */
    private static final int BATCH = 15;

    private final Documents documents;
    private final EventCopies copies;
    private final EventChains chains = new EventChains(new ChainEnds());

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
                                                "tenant", "device", EventDocument.PREVIOUS),
                                        new IndexOptions().unique(true)));
        var _ =
                documents.<String>with(
                        COLLECTION,
                        events ->
                                events.createIndex(
                                        Indexes.ascending(
                                                "tenant",
                                                "device",
                                                "stream",
                                                EventDocument.SEQUENCE,
                                                "receivedAt")));
        copies.ensureIndexes();
    }

    @Override
    public List<Insertion> insert(List<Submission> batch, Instant now) {
        return documents.with(
                COLLECTION,
                events ->
                        chains.append(
                                events, batch.stream().map(s -> new StoredEvent(s, now)).toList()));
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
        Optional<Document> place =
                documents.with(
                        COLLECTION,
                        events -> Optional.ofNullable(events.find(eq("_id", id)).first()));
        place.ifPresent(there -> replace(id, inPlace(copy, there)));
    }

    private void replace(String id, Document document) {
        var _ = documents.with(COLLECTION, events -> events.replaceOne(eq("_id", id), document));
    }

    /** A place never changes: others follow it. */
    private static Document inPlace(StoredEvent event, Document place) {
        return EventDocument.write(
                event, EventDocument.sequence(place), place.getLong(EventDocument.PREVIOUS));
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
    public StoredPage list(EventQuery query, ReadBudget.Share share) {
        return documents.with(COLLECTION, events -> page(events, query, share));
    }

    private static StoredPage page(
            MongoCollection<Document> events, EventQuery query, ReadBudget.Share share) {
        List<StoredPage.Place> places = new ArrayList<>();
        try (MongoCursor<Document> found =
                // What a majority does not have could be rolled back, and its place be given again.
                events.withReadConcern(ReadConcern.MAJORITY)
                        .find(EventFilter.of(query))
                        .sort(Sorts.ascending(EventDocument.SEQUENCE))
                        .limit(query.limit() + 1)
                        .batchSize(BATCH)
                        .iterator()) {
            while (found.hasNext()) {
                Document document = found.next();
                if (places.size() == query.limit() || !share.take(EventDocument.size(document))) {
                    return new StoredPage(places, true);
                }
                places.add(EventDocument.place(document));
            }
        }
        return new StoredPage(places, false);
    }
}

package io.sealstream.storage.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Sorts;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.EventId;
import io.sealstream.protocol.StoredNotice;
import io.sealstream.protocol.StoredNotice.Outcome;
import io.sealstream.protocol.Submission;
import io.sealstream.servicekit.documents.DocumentConnection;
import io.sealstream.storage.Cursor;
import io.sealstream.storage.EventQuery;
import io.sealstream.storage.EventStore;
import io.sealstream.storage.StoredEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Events in the collection {@code events}; see {@link EventDocument} for their shape. */
public final class MongoEventStore implements EventStore {
    private static final int DUPLICATE_KEY = 11000;

    private final MongoCollection<Document> events;

    /** Opens the collection and makes sure of its index. */
    public MongoEventStore(DocumentConnection documents) {
        this.events = documents.database().getCollection("events");
        events.createIndex(
                Indexes.ascending("tenant", "device", "stream", "receivedAt", "eventId"));
    }

    @Override
    public List<StoredNotice> insert(List<Submission> batch, Instant now) {
        Set<Integer> duplicates = insertUnordered(batch, now);
        Map<String, StoredEvent> present = present(batch, duplicates);
        List<StoredNotice> notices = new ArrayList<>(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            Submission submission = batch.get(i);
            notices.add(
                    duplicates.contains(i)
                            ? compared(submission, present)
                            : notice(submission, Outcome.STORED, now));
        }
        return notices;
    }

    private Set<Integer> insertUnordered(List<Submission> batch, Instant now) {
        List<Document> documents =
                batch.stream()
                        .map(submission -> EventDocument.write(new StoredEvent(submission, now)))
                        .toList();
        Set<Integer> duplicates = new HashSet<>();
        try {
            events.insertMany(documents, new InsertManyOptions().ordered(false));
        } catch (MongoBulkWriteException e) {
            if (e.getWriteConcernError() != null) {
                throw e;
            }
            for (BulkWriteError error : e.getWriteErrors()) {
                if (error.getCode() != DUPLICATE_KEY) {
                    throw e;
                }
                duplicates.add(error.getIndex());
            }
        }
        return duplicates;
    }

    private Map<String, StoredEvent> present(List<Submission> batch, Set<Integer> indexes) {
        Map<String, StoredEvent> present = new HashMap<>();
        if (!indexes.isEmpty()) {
            List<String> ids = indexes.stream().map(i -> batch.get(i).address()).toList();
            for (Document document : events.find(in("_id", ids))) {
                StoredEvent event = EventDocument.read(document);
                present.put(event.submission().address(), event);
            }
        }
        return present;
    }

    private static StoredNotice compared(
            Submission submission, Map<String, StoredEvent> presentEvents) {
        StoredEvent present = presentEvents.get(submission.address());
        if (present == null) {
            throw new IllegalStateException("a duplicate has vanished; the batch comes again");
        }
        boolean same =
                present.submission().contentDigest().equals(submission.contentDigest())
                        && present.submission().stream().equals(submission.stream());
        return same
                ? notice(submission, Outcome.ALREADY_STORED, present.storedAt())
                : notice(submission, Outcome.EVENT_CONFLICT, present.storedAt());
    }

    private static StoredNotice notice(Submission submission, Outcome outcome, Instant storedAt) {
        return new StoredNotice(
                submission.device().tenant(),
                submission.device().device(),
                submission.eventId(),
                outcome,
                submission.contentDigest().toString(),
                storedAt);
    }

    @Override
    public Optional<StoredEvent> find(DeviceId device, EventId eventId) {
        Document document = events.find(eq("_id", device.key() + "/" + eventId)).first();
        return Optional.ofNullable(document).map(EventDocument::read);
    }

    @Override
    public List<StoredEvent> list(EventQuery query) {
        List<StoredEvent> page = new ArrayList<>();
        for (Document document :
                events.find(filter(query))
                        .sort(Sorts.ascending("receivedAt", "eventId"))
                        .limit(query.limit())) {
            page.add(EventDocument.read(document));
        }
        return page;
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

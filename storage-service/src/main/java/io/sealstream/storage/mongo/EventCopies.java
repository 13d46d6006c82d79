package io.sealstream.storage.mongo;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import io.sealstream.protocol.ContentDigest;
import io.sealstream.protocol.EventFacts;
import io.sealstream.protocol.SubmissionCodec;
import io.sealstream.storage.EventStore;
import io.sealstream.storage.StoredEvent;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;

/** The copies of events: same facts, another ciphertext. */
final class EventCopies {
    private static final String EVENT = "event";

    private final MongoCollection<Document> copies;

    EventCopies(MongoCollection<Document> copies) {
        this.copies = copies;
    }

    void ensureIndexes() {
        copies.createIndex(Indexes.ascending(EVENT));
    }

    /** Keeps a copy; false when too many others are kept. */
    boolean keep(StoredEvent copy) {
        String event = copy.submission().facts().address();
        String id = id(copy);
        List<Document> others = new ArrayList<>();
        copies.find(eq(EVENT, event)).into(others);
        if (others.stream().anyMatch(other -> other.getString("_id").equals(id))) {
            return true;
        }
        if (others.size() >= EventStore.MOST_COPIES) {
            return false;
        }
        keepAlways(copy);
        return true;
    }

    void keepAlways(StoredEvent copy) {
        Document document =
                EventDocument.write(id(copy), copy)
                        .append(EVENT, copy.submission().facts().address());
        var _ = InsertOnly.insert(copies, List.of(document));
    }

    void drop(EventFacts facts) {
        var _ = copies.deleteMany(eq(EVENT, facts.address()));
    }

    List<StoredEvent> of(EventFacts facts) {
        List<StoredEvent> found = new ArrayList<>();
        for (Document document : copies.find(eq(EVENT, facts.address()))) {
            StoredEvent copy = EventDocument.read(document);
            if (copy.submission().facts().equals(facts)) {
                found.add(copy);
            }
        }
        return found;
    }

    /** All of a copy counts: what the device did not sign can be forged beside the genuine rest. */
    private static String id(StoredEvent copy) {
        ContentDigest whole =
                ContentDigest.of(
                        ContentDigest.Algorithm.SHA_256, SubmissionCodec.encode(copy.submission()));
        return copy.submission().facts().address() + "/" + whole;
    }
}

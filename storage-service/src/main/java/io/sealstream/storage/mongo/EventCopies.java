package io.sealstream.storage.mongo;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.model.Indexes;
import io.sealstream.protocol.ContentDigest;
import io.sealstream.protocol.EventFacts;
import io.sealstream.protocol.SubmissionCodec;
import io.sealstream.servicekit.documents.Documents;
import io.sealstream.servicekit.documents.Inserts;
import io.sealstream.storage.DamagedEventException;
import io.sealstream.storage.EventStore;
import io.sealstream.storage.StoredEvent;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.jboss.logging.Logger;

/** The copies of events: same facts, another ciphertext. */
final class EventCopies {
    private static final Logger LOG = Logger.getLogger(EventCopies.class);
    private static final String COLLECTION = "eventCopies";
    private static final String EVENT = "event";

    private final Documents documents;

    EventCopies(Documents documents) {
        this.documents = documents;
    }

    void ensureIndexes() {
        var _ =
                documents.<String>with(
                        COLLECTION, copies -> copies.createIndex(Indexes.ascending(EVENT)));
    }

    /** Keeps a copy; false when too many others are kept. */
    boolean keep(StoredEvent copy) {
        String event = copy.submission().facts().address();
        String id = id(copy);
        List<Document> others = beside(event);
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
        var _ = documents.with(COLLECTION, copies -> Inserts.ifAbsent(copies, document));
    }

    private List<Document> beside(String event) {
        return documents.with(
                COLLECTION, copies -> copies.find(eq(EVENT, event)).into(new ArrayList<>()));
    }

    void drop(EventFacts facts) {
        var _ = documents.with(COLLECTION, copies -> copies.deleteMany(eq(EVENT, facts.address())));
    }

    List<StoredEvent> of(EventFacts facts) {
        List<StoredEvent> found = new ArrayList<>();
        for (Document document : beside(facts.address())) {
            try {
                StoredEvent copy = EventDocument.read(document);
                if (copy.submission().facts().equals(facts)) {
                    found.add(copy);
                }
            } catch (DamagedEventException e) {
                LOG.warnf("the copy %s is damaged", document.get("_id"));
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

package io.sealstream.storage.mongo;

import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.MongoCollection;
import io.sealstream.protocol.DeviceId;
import io.sealstream.servicekit.documents.Inserts;
import io.sealstream.storage.Insertion;
import io.sealstream.storage.StoreUnavailableException;
import io.sealstream.storage.StoredEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.bson.Document;

/**
 * Appends events to the chains of their devices. An event's document names the sequence of the one
 * before it, and a unique index lets one name it alone: whoever does not know the end of a chain
 * cannot append to it, however late his write arrives. So events of a device become visible in the
 * order of their sequences, with any number of writers (ADR 18).
 */
final class EventChains {
    /** Losing that often in a row against other writers of one device is no coincidence. */
    private static final int ATTEMPTS = 50;

    private final ChainEnds ends;

    EventChains(ChainEnds ends) {
        this.ends = ends;
    }

    /** Appends what is not there yet; says of each event what was found. */
    List<Insertion> append(MongoCollection<Document> events, List<StoredEvent> batch) {
        Map<Integer, Insertion> done = new TreeMap<>();
        List<Integer> open = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            open.add(i);
        }
        int lost = 0;
        while (!open.isEmpty()) {
            int before = done.size();
            List<Integer> turn = firstOfEach(batch, open);
            int written = insert(events, turn.stream().map(batch::get).toList());
            turn.subList(0, written)
                    .forEach(i -> done.put(i, new Insertion(Insertion.Kind.NEW, batch.get(i))));
            open.removeAll(done.keySet());
            if (!open.isEmpty()) {
                done.putAll(compared(events, batch, open));
                open.removeAll(done.keySet());
            }
            lost = done.size() > before ? 0 : lost + 1;
            if (lost == ATTEMPTS) {
                throw new StoreUnavailableException("others append to a device all the time");
            }
        }
        return List.copyOf(done.values());
    }

    /** Of an event that is twice in a batch, the first. */
    private static List<Integer> firstOfEach(List<StoredEvent> batch, List<Integer> open) {
        Set<String> addresses = new HashSet<>();
        return open.stream().filter(i -> addresses.add(address(batch.get(i)))).toList();
    }

    /** How many were written, from the first on. */
    private int insert(MongoCollection<Document> events, List<StoredEvent> batch) {
        List<Document> documents = linked(events, batch);
        int written;
        try {
            written = Inserts.inOrder(events, documents);
        } finally {
            // Nobody knows where they end, unless it is certain how far this came.
            batch.forEach(event -> ends.forget(event.submission().device()));
        }
        for (int i = 0; i < written; i++) {
            ends.moved(
                    batch.get(i).submission().device(), EventDocument.sequence(documents.get(i)));
        }
        return written;
    }

    private List<Document> linked(MongoCollection<Document> events, List<StoredEvent> batch) {
        Map<DeviceId, Long> last = new HashMap<>();
        List<Document> documents = new ArrayList<>(batch.size());
        for (StoredEvent event : batch) {
            DeviceId device = event.submission().device();
            long previous = last.computeIfAbsent(device, d -> ends.of(events, d));
            long micros = Math.multiplyExact(event.storedAt().toEpochMilli(), 1000L);
            long sequence = Math.max(micros, Math.addExact(previous, 1));
            last.put(device, sequence);
            documents.add(EventDocument.write(event, sequence, previous));
        }
        return documents;
    }

    private static Map<Integer, Insertion> compared(
            MongoCollection<Document> events, List<StoredEvent> batch, List<Integer> open) {
        Map<String, Document> present = new HashMap<>();
        events.find(in("_id", open.stream().map(i -> address(batch.get(i))).distinct().toList()))
                .forEach(document -> present.put(document.getString("_id"), document));
        Map<Integer, Insertion> found = new HashMap<>();
        for (int i : open) {
            Document document = present.get(address(batch.get(i)));
            if (document != null) {
                found.put(
                        i,
                        Insertion.compared(
                                batch.get(i).submission(), EventDocument.read(document)));
            }
        }
        return found;
    }

    private static String address(StoredEvent event) {
        return event.submission().facts().address();
    }
}

package io.sealstream.storage;

import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.EventFacts;
import io.sealstream.protocol.EventId;
import io.sealstream.protocol.Submission;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Events in memory. */
public final class InMemoryEventStore implements EventStore {
    private final Map<String, StoredEvent> events = new ConcurrentHashMap<>();
    private final Map<String, Long> sequences = new ConcurrentHashMap<>();
    private long last;
    private final Map<String, List<StoredEvent>> copies = new ConcurrentHashMap<>();

    @Override
    public synchronized List<Insertion> insert(List<Submission> batch, Instant now) {
        return batch.stream().map(submission -> insert(submission, now)).toList();
    }

    private Insertion insert(Submission s, Instant now) {
        StoredEvent event = new StoredEvent(s, now);
        StoredEvent present = events.putIfAbsent(s.facts().address(), event);
        if (present == null) {
            last = Math.max(now.toEpochMilli() * 1000, last + 1);
            sequences.put(s.facts().address(), last);
            return new Insertion(Insertion.Kind.NEW, event);
        }
        return Insertion.compared(s, present);
    }

    @Override
    public boolean keepCopy(StoredEvent copy) {
        List<StoredEvent> beside =
                copies.computeIfAbsent(
                        copy.submission().facts().address(), a -> new CopyOnWriteArrayList<>());
        if (beside.stream().anyMatch(other -> other.submission().equals(copy.submission()))) {
            return true;
        }
        return beside.size() < MOST_COPIES && beside.add(copy);
    }

    @Override
    public void dropCopies(EventFacts facts) {
        copies.remove(facts.address());
    }

    @Override
    public List<StoredEvent> copies(EventFacts facts) {
        return copies.getOrDefault(facts.address(), List.of()).stream()
                .filter(copy -> copy.submission().facts().equals(facts))
                .toList();
    }

    @Override
    public void promote(StoredEvent event, StoredEvent copy) {
        copies.computeIfAbsent(
                        event.submission().facts().address(), a -> new CopyOnWriteArrayList<>())
                .add(event);
        events.put(copy.submission().facts().address(), copy);
    }

    /** What a vandal of the database does: any document under any name. */
    void plant(String address, StoredEvent event) {
        events.put(address, event);
        sequences.putIfAbsent(address, ++last);
    }

    @Override
    public Optional<StoredEvent> find(DeviceId device, EventId eventId) {
        return Optional.ofNullable(events.get(device.key() + "/" + eventId));
    }

    @Override
    public synchronized StoredPage list(EventQuery query, ReadBudget.Share share) {
        List<String> selected =
                events.keySet().stream()
                        .filter(address -> isWanted(events.get(address).submission(), query))
                        .filter(address -> sequences.get(address) > query.after())
                        .sorted(Comparator.comparing(sequences::get))
                        .toList();
        List<StoredPage.Place> places = new ArrayList<>();
        for (String address : selected) {
            StoredEvent event = events.get(address);
            if (places.size() == query.limit()
                    || !share.take(event.submission().sealedEvent().length)) {
                return new StoredPage(places, true);
            }
            places.add(new StoredPage.Occupied(sequences.get(address), event));
        }
        return new StoredPage(places, false);
    }

    private static boolean isWanted(Submission s, EventQuery query) {
        return s.device().equals(query.device())
                && s.facts().stream().equals(query.stream())
                && query.includes(s.receivedAt());
    }
}

package io.sealstream.storage;

import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.EventFacts;
import io.sealstream.protocol.EventId;
import io.sealstream.protocol.Submission;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** Events in memory. */
public final class InMemoryEventStore implements EventStore {
    private final Map<String, StoredEvent> events = new ConcurrentHashMap<>();
    private final Map<String, List<StoredEvent>> copies = new ConcurrentHashMap<>();

    @Override
    public List<Insertion> insert(List<Submission> batch, Instant now) {
        return batch.stream().map(submission -> insert(submission, now)).toList();
    }

    private Insertion insert(Submission s, Instant now) {
        StoredEvent event = new StoredEvent(s, now);
        StoredEvent present = events.putIfAbsent(s.facts().address(), event);
        if (present == null) {
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
    }

    @Override
    public Optional<StoredEvent> find(DeviceId device, EventId eventId) {
        return Optional.ofNullable(events.get(device.key() + "/" + eventId));
    }

    @Override
    public List<StoredEvent> list(EventQuery query) {
        Comparator<Submission> order =
                Comparator.comparing(Submission::receivedAt)
                        .thenComparing(s -> s.eventId().toString());
        Stream<StoredEvent> selected =
                events.values().stream()
                        .filter(e -> e.submission().device().equals(query.device()))
                        .filter(e -> e.submission().facts().stream().equals(query.stream()))
                        .filter(e -> inTime(e.submission(), query))
                        .filter(e -> isAfter(e.submission(), query.after()));
        return selected.sorted(Comparator.comparing(StoredEvent::submission, order))
                .limit(query.limit())
                .toList();
    }

    private static boolean inTime(Submission s, EventQuery query) {
        return (query.from() == null || !s.receivedAt().isBefore(query.from()))
                && (query.to() == null || s.receivedAt().isBefore(query.to()));
    }

    private static boolean isAfter(Submission s, Cursor after) {
        if (after == null) {
            return true;
        }
        int time = s.receivedAt().compareTo(after.receivedAt());
        return time > 0
                || (time == 0 && s.eventId().toString().compareTo(after.eventId().toString()) > 0);
    }
}

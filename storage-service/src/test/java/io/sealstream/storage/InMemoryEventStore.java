package io.sealstream.storage;

import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.EventId;
import io.sealstream.protocol.StoredNotice;
import io.sealstream.protocol.StoredNotice.Outcome;
import io.sealstream.protocol.Submission;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Events in memory. */
public final class InMemoryEventStore implements EventStore {
    private final Map<String, StoredEvent> events = new ConcurrentHashMap<>();

    @Override
    public List<StoredNotice> insert(List<Submission> batch, Instant now) {
        return batch.stream().map(submission -> insert(submission, now)).toList();
    }

    private StoredNotice insert(Submission s, Instant now) {
        StoredEvent present = events.putIfAbsent(s.address(), new StoredEvent(s, now));
        Outcome outcome =
                present == null
                        ? Outcome.STORED
                        : present.submission().contentDigest().equals(s.contentDigest())
                                        && present.submission().stream().equals(s.stream())
                                ? Outcome.ALREADY_STORED
                                : Outcome.EVENT_CONFLICT;
        return new StoredNotice(
                s.device().tenant(),
                s.device().device(),
                s.eventId(),
                outcome,
                s.contentDigest().toString(),
                present == null ? now : present.storedAt());
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
                        .filter(e -> e.submission().stream().equals(query.stream()))
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

package io.sealstream.storage;

import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.EventId;
import io.sealstream.protocol.Problem;
import io.sealstream.storage.ReadPage.Entry;
import io.sealstream.storage.ReadPage.Opened;
import io.sealstream.storage.ReadPage.Unreadable;
import io.sealstream.storage.StoredPage.Damaged;
import io.sealstream.storage.StoredPage.Occupied;
import io.sealstream.storage.StoredPage.Place;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads for an authorised reader: finds, opens, proves. What is not what the device sent is never
 * handed out; the reader is told which event it is, and gets those around it.
 */
public final class Reading {
    /**
     * How long after an event was stored its data key and certificate may still be on their way.
     * Both are on the broker before the event is; later, one that is missing is missing, and must
     * not keep the events behind it from their readers.
     */
    static final Duration PATIENCE = Duration.ofMinutes(10);

    private final EventStore store;
    private final EventOpener opener;
    private final Findings findings;
    private final GenuineEvents genuine;
    private final InstantSource clock;

    public Reading(EventStore store, EventOpener opener, Findings findings, InstantSource clock) {
        this.store = store;
        this.opener = opener;
        this.findings = findings;
        this.genuine = new GenuineEvents(store, opener, findings);
        this.clock = clock;
    }

    /**
     * A page of a stream, opened and proven. It ends early when its share is used up, and before an
     * event of which nothing can be said yet.
     *
     * @throws KeysUnavailableException when nothing can be said of the first event, or of any
     */
    public ReadPage list(EventQuery query, ReadBudget.Share share) {
        StoredPage stored = store.list(query, share);
        share.settle();
        List<Entry> entries = new ArrayList<>(stored.places().size());
        long last = query.after();
        boolean more = stored.more();
        try (EventOpener.Session session = opener.session(query.device(), stored.events())) {
            for (Place place : stored.places()) {
                try {
                    entry(session, query, place).ifPresent(entries::add);
                } catch (NotKnownYetException e) {
                    if (last == query.after()) {
                        throw e;
                    }
                    more = true;
                    break;
                }
                last = place.sequence();
            }
        }
        return new ReadPage(entries, new Cursor(query.device(), query.stream(), last), more);
    }

    /** What is handed out of a place; empty when a copy took it that came at another time. */
    private Optional<Entry> entry(EventOpener.Session session, EventQuery query, Place place) {
        return switch (place) {
            case Damaged(long sequence, Optional<EventId> eventId) -> {
                String which = eventId.map(EventId::toString).orElse("without a name");
                findings.report("wrong-ciphertext", query.device(), "a damaged event: " + which);
                yield Optional.of(new Unreadable(sequence, eventId, Problem.WRONG_CIPHERTEXT));
            }
            case Occupied(long sequence, StoredEvent event) -> {
                try {
                    requirePlace(query, event);
                    ReadEvent read = genuine.of(session, query.device(), event);
                    boolean wanted = query.includes(read.event().submission().receivedAt());
                    yield wanted ? Optional.of(new Opened(sequence, read)) : Optional.empty();
                } catch (UnreadableEventException e) {
                    yield Optional.of(unreadable(sequence, event, e.problem()));
                } catch (NotKnownYetException e) {
                    if (event.storedAt().plus(PATIENCE).isAfter(clock.instant())) {
                        throw e;
                    }
                    yield Optional.of(unreadable(sequence, event, Problem.UNAVAILABLE));
                }
            }
        };
    }

    private static Unreadable unreadable(long sequence, StoredEvent event, Problem problem) {
        return new Unreadable(sequence, Optional.of(event.submission().eventId()), problem);
    }

    private void requirePlace(EventQuery query, StoredEvent event) {
        if (!query.stream().equals(event.submission().facts().stream())) {
            throw genuine.misplaced(event, "the document is another stream's");
        }
    }

    /**
     * One event, opened and proven; empty when there is none.
     *
     * @throws UnreadableEventException when it never can be
     * @throws KeysUnavailableException when it cannot be now
     */
    public Optional<ReadEvent> find(DeviceId device, EventId eventId, ReadBudget.Share share) {
        Optional<StoredEvent> found = store.find(device, eventId);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        StoredEvent event = found.get();
        if (!event.submission().eventId().equals(eventId)) {
            throw genuine.misplaced(event, "the document is another event");
        }
        var _ = share.take(event.submission().sealedEvent().length);
        share.settle();
        try (EventOpener.Session session = opener.session(device, List.of(event))) {
            return Optional.of(genuine.of(session, device, event));
        }
    }
}

package io.sealstream.storage;

import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.EventId;
import io.sealstream.protocol.proof.RefutedEventException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads for an authorised reader: finds, opens, proves. What is not what the device sent is never
 * handed out. When an event is refuted and one of its copies is genuine, the copy takes its place.
 */
public final class Reading {
    private final EventStore store;
    private final EventOpener opener;
    private final Findings findings;
    private final GenuineCopies copies;

    public Reading(EventStore store, EventOpener opener, Findings findings) {
        this.store = store;
        this.opener = opener;
        this.findings = findings;
        this.copies = new GenuineCopies(store, findings);
    }

    /** A page of a stream, opened and proven. */
    public List<ReadEvent> list(EventQuery query) {
        Opened first = open(query.device(), query, store.list(query));
        // A copy may have come at another time than what it replaced: the page is made again.
        return first.mended ? open(query.device(), query, store.list(query)).events : first.events;
    }

    /** One event, opened and proven; empty when there is none. */
    public Optional<ReadEvent> find(DeviceId device, EventId eventId) {
        Optional<StoredEvent> found = store.find(device, eventId);
        if (found.isPresent() && !found.get().submission().eventId().equals(eventId)) {
            throw misplaced(found.get(), "the document is another event");
        }
        return found.map(event -> open(device, null, List.of(event)).events.getFirst());
    }

    /** Events that were opened, and whether one of them was replaced by its copy. */
    private record Opened(List<ReadEvent> events, boolean mended) {}

    private Opened open(DeviceId device, @Nullable EventQuery query, List<StoredEvent> events) {
        List<ReadEvent> page = new ArrayList<>(events.size());
        boolean mended = false;
        try (EventOpener.Session session = opener.session(device, events)) {
            for (StoredEvent event : events) {
                if (query != null && !query.stream().equals(event.submission().facts().stream())) {
                    throw misplaced(event, "the document is another stream's");
                }
                try {
                    page.add(session.open(event));
                } catch (RefutedEventException e) {
                    page.add(replacement(device, event, String.valueOf(e.getMessage())));
                    mended = true;
                } catch (KeysUnavailableException e) {
                    page.add(genuineCopy(device, event, "no such key").orElseThrow(() -> e));
                    mended = true;
                }
            }
        }
        return new Opened(page, mended);
    }

    /** The genuine copy of a refuted event; without one, operators are told. */
    private ReadEvent replacement(DeviceId device, StoredEvent event, String why) {
        Optional<ReadEvent> genuine = Optional.empty();
        try {
            genuine = genuineCopy(device, event, why);
        } finally {
            if (genuine.isEmpty()) {
                findings.report("wrong-ciphertext", event, why);
            }
        }
        return genuine.orElseThrow(() -> unreadable(event, why));
    }

    private Optional<ReadEvent> genuineCopy(DeviceId device, StoredEvent event, String why) {
        if (!event.submission().device().equals(device)) {
            return Optional.empty();
        }
        List<StoredEvent> kept = store.copies(event.submission().facts());
        try (EventOpener.Session session = opener.session(device, kept)) {
            return copies.promote(session, event, kept, why);
        }
    }

    private UnreadableEventException misplaced(StoredEvent event, String what) {
        findings.report("wrong-ciphertext", event, what);
        return unreadable(event, what);
    }

    private static UnreadableEventException unreadable(StoredEvent event, String what) {
        return new UnreadableEventException(what + ": " + event.submission().facts().address());
    }
}

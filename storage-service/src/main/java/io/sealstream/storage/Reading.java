package io.sealstream.storage;

import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.EventId;
import io.sealstream.protocol.SecurityFinding;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.proof.RefutedEventException;
import java.time.InstantSource;
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
    private final InstantSource clock;

    public Reading(EventStore store, EventOpener opener, Findings findings, InstantSource clock) {
        this.store = store;
        this.opener = opener;
        this.findings = findings;
        this.clock = clock;
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
            throw unreadable(found.get(), "the document is another event");
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
                    throw unreadable(event, "the document is another stream's");
                }
                try {
                    page.add(session.open(event));
                } catch (RefutedEventException e) {
                    String why = String.valueOf(e.getMessage());
                    page.add(
                            genuineCopy(device, event, why)
                                    .orElseThrow(() -> unreadable(event, why)));
                    mended = true;
                } catch (KeysUnavailableException e) {
                    page.add(genuineCopy(device, event, "no such key").orElseThrow(() -> e));
                    mended = true;
                }
            }
        }
        return new Opened(page, mended);
    }

    private Optional<ReadEvent> genuineCopy(DeviceId device, StoredEvent event, String why) {
        List<StoredEvent> copies =
                event.submission().device().equals(device)
                        ? store.copies(event.submission().facts())
                        : List.of();
        try (EventOpener.Session session = opener.session(device, copies)) {
            for (StoredEvent copy : copies) {
                try {
                    ReadEvent genuine = session.open(copy);
                    store.promote(event, copy);
                    report("replaced-ciphertext", event, "a copy took its place: " + why);
                    return Optional.of(genuine);
                } catch (RefutedEventException | KeysUnavailableException e) {
                    // The next one may be it.
                }
            }
        }
        return Optional.empty();
    }

    private UnreadableEventException unreadable(StoredEvent event, String what) {
        report("wrong-ciphertext", event, what);
        return new UnreadableEventException(what + ": " + event.submission().facts().address());
    }

    private void report(String kind, StoredEvent event, String what) {
        findings.report(
                new SecurityFinding(
                        ServiceName.STORAGE.label(),
                        kind,
                        event.submission().device().key(),
                        what + ": " + event.submission().facts().address(),
                        clock.instant()));
    }
}

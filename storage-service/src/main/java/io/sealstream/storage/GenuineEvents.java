package io.sealstream.storage;

import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.Problem;
import io.sealstream.protocol.proof.RefutedEventException;
import java.util.List;
import java.util.Optional;

/**
 * What the device sent under an event's address. When the stored event is refuted and one of its
 * copies is genuine, the copy takes its place.
 */
final class GenuineEvents {
    private final EventStore store;
    private final EventOpener opener;
    private final Findings findings;
    private final GenuineCopies copies;

    GenuineEvents(EventStore store, EventOpener opener, Findings findings) {
        this.store = store;
        this.opener = opener;
        this.findings = findings;
        this.copies = new GenuineCopies(store, findings);
    }

    /**
     * The event, opened and proven.
     *
     * @throws UnreadableEventException when nothing genuine is there; operators are told
     * @throws KeysUnavailableException when that cannot be said now
     */
    ReadEvent of(EventOpener.Session session, DeviceId device, StoredEvent event) {
        try {
            return session.open(event);
        } catch (DataKeyGoneException e) {
            throw new UnreadableEventException(Problem.GONE, described(event, "its key is gone"));
        } catch (RefutedEventException e) {
            return replacement(device, event, String.valueOf(e.getMessage()));
        } catch (NotKnownYetException e) {
            return genuineCopy(device, event, "no such key").orElseThrow(() -> e);
        }
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

    /** Reports a document that is another than the one that was asked for. */
    UnreadableEventException misplaced(StoredEvent event, String what) {
        findings.report("wrong-ciphertext", event, what);
        return unreadable(event, what);
    }

    private static UnreadableEventException unreadable(StoredEvent event, String what) {
        return new UnreadableEventException(Problem.WRONG_CIPHERTEXT, described(event, what));
    }

    private static String described(StoredEvent event, String what) {
        return what + ": " + event.submission().facts().address();
    }
}

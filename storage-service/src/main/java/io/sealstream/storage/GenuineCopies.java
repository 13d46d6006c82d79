package io.sealstream.storage;

import io.sealstream.protocol.proof.RefutedEventException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds what the device sent among the copies of an event, and puts it into the event's place. */
final class GenuineCopies {
    private final EventStore store;
    private final Findings findings;

    GenuineCopies(EventStore store, Findings findings) {
        this.store = store;
        this.findings = findings;
    }

    /**
     * Promotes the first copy that is genuine.
     *
     * @param event what is stored, and is not known to be genuine
     * @param why what is wrong with it
     * @return the copy, opened; empty when all are refuted
     * @throws KeysUnavailableException when none is genuine as far as can be said now
     */
    Optional<ReadEvent> promote(
            EventOpener.Session session, StoredEvent event, List<StoredEvent> copies, String why) {
        @Nullable KeysUnavailableException undecided = null;
        for (StoredEvent copy : copies) {
            try {
                ReadEvent genuine = session.open(copy);
                store.promote(event, copy);
                findings.report("replaced-ciphertext", event, "a copy took its place: " + why);
                return Optional.of(genuine);
            } catch (RefutedEventException e) {
                // The next one may be it.
            } catch (KeysUnavailableException e) {
                undecided = e;
            }
        }
        if (undecided != null) {
            throw undecided;
        }
        return Optional.empty();
    }
}

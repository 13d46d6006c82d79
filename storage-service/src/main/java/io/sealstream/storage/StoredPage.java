package io.sealstream.storage;

import io.sealstream.protocol.EventId;
import java.util.List;
import java.util.Optional;

/**
 * A part of a stream as it is stored.
 *
 * @param places in the order of their sequences
 * @param more whether the page ended before the selection did
 */
public record StoredPage(List<Place> places, boolean more) {
    /** What is stored under one sequence. */
    public sealed interface Place {
        /** Orders the events of a device. */
        long sequence();
    }

    /** An event. */
    public record Occupied(long sequence, StoredEvent event) implements Place {}

    /**
     * A document that is no event.
     *
     * @param eventId which event it was, as far as its name says
     */
    public record Damaged(long sequence, Optional<EventId> eventId) implements Place {}

    /** The events. */
    public List<StoredEvent> events() {
        return places.stream()
                .filter(Occupied.class::isInstance)
                .map(place -> ((Occupied) place).event())
                .toList();
    }
}

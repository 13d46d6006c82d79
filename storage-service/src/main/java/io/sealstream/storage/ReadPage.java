package io.sealstream.storage;

import io.sealstream.protocol.EventId;
import io.sealstream.protocol.Problem;
import java.util.List;
import java.util.Optional;

/**
 * A part of a stream as a reader receives it.
 *
 * @param entries in the order of their sequences
 * @param next where to go on: behind the last entry, or where the page began
 * @param more whether the page ended before the selection did
 */
public record ReadPage(List<Entry> entries, Cursor next, boolean more) {
    /** What is handed out under one sequence. */
    public sealed interface Entry {
        /** Orders the events of a device. */
        long sequence();
    }

    /** An event that was opened and proven. */
    public record Opened(long sequence, ReadEvent event) implements Entry {}

    /**
     * An event that cannot be handed out.
     *
     * @param eventId which, unless its document does not even say that
     * @param problem why
     */
    public record Unreadable(long sequence, Optional<EventId> eventId, Problem problem)
            implements Entry {}
}

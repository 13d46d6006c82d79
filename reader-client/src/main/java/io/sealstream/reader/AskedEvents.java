package io.sealstream.reader;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Holds what storage answers against what was asked: events of that stream, inside the range, each
 * once, in the order of their sequences. One for each question; pages of one question share it.
 */
final class AskedEvents {
    private final EventQuery query;
    private long last;

    AskedEvents(EventQuery query) {
        this.query = query;
    }

    /**
     * Refuses an answer that does not belong here.
     *
     * @throws ReaderException when it does not
     */
    void require(EventReader.Line line) {
        switch (line) {
            case EventReader.Event(long sequence, ReceivedEvent event) -> {
                var _ = requireStream(event, query.stream());
                requireInside(event.receivedAt());
                requireNext(sequence);
            }
            case EventReader.Unreadable(UnreadableEvent event) -> requireNext(event.sequence());
            case EventReader.End end -> {}
        }
    }

    private void requireInside(Instant receivedAt) {
        if (before(receivedAt, query.from()) || notBefore(receivedAt, query.to())) {
            throw new ReaderException("storage answered an event outside the range");
        }
    }

    private void requireNext(long sequence) {
        if (sequence <= last) {
            throw new ReaderException("storage answered an event twice or out of order");
        }
        last = sequence;
    }

    /**
     * Passes an event on that is of this stream.
     *
     * @throws ReaderException when it is of another tenant, device or stream
     */
    static ReceivedEvent requireStream(ReceivedEvent event, StreamAddress asked) {
        if (!Objects.equals(event.stream(), asked)) {
            throw new ReaderException("storage answered another stream");
        }
        return event;
    }

    private static boolean before(Instant at, @Nullable Instant from) {
        return from != null && at.isBefore(from);
    }

    private static boolean notBefore(Instant at, @Nullable Instant to) {
        return to != null && !at.isBefore(to);
    }
}

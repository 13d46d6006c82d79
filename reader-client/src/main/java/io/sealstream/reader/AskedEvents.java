package io.sealstream.reader;

import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Holds what storage answers against what was asked: events of that stream, inside the range, each
 * once, in the order of received time and event id. One for each question; pages of one question
 * share it.
 */
final class AskedEvents {
    private static final Comparator<ReceivedEvent> ORDER =
            Comparator.comparing(ReceivedEvent::receivedAt)
                    .thenComparing(event -> event.id().toString());

    private final EventQuery query;
    private @Nullable ReceivedEvent last;

    AskedEvents(EventQuery query) {
        this.query = query;
    }

    /**
     * Passes an event on that belongs here.
     *
     * @throws ReaderException when it does not
     */
    ReceivedEvent require(ReceivedEvent event) {
        requireStream(event, query.stream());
        if (before(event.receivedAt(), query.from()) || notBefore(event.receivedAt(), query.to())) {
            throw new ReaderException("storage answered an event outside the range");
        }
        if (last != null && ORDER.compare(last, event) >= 0) {
            throw new ReaderException("storage answered an event twice or out of order");
        }
        last = event;
        return event;
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

package io.sealstream.storage;

import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.EventFacts;
import io.sealstream.protocol.EventId;
import io.sealstream.protocol.StoredNotice;
import io.sealstream.protocol.Submission;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where events are kept. (device, event id) is unique in it. Copies of an event that have the same
 * facts and another ciphertext are kept beside it: nobody can tell which of them opens without
 * opening them.
 */
public interface EventStore {
    /** Copies of one event that are kept beside it. */
    int MOST_COPIES = 8;

    /**
     * Writes a batch; what is there already stays as it is. Returns one notice per submission, in
     * order, once all of them are durable. {@code ALREADY_STORED} means that this very ciphertext
     * is kept, as the event or as a copy; a copy beyond {@link #MOST_COPIES} is a conflict.
     */
    List<StoredNotice> insert(List<Submission> batch, Instant now);

    /** One event. */
    Optional<StoredEvent> find(DeviceId device, EventId eventId);

    /** Events in the order (received time, event id). */
    List<StoredEvent> list(EventQuery query);

    /** The copies that are kept beside an event. */
    List<StoredEvent> copies(EventFacts facts);

    /** Makes a copy the event and the event a copy. May be repeated after a crash at any step. */
    void promote(StoredEvent event, StoredEvent copy);
}

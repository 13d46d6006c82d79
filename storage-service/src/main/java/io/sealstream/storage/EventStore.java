package io.sealstream.storage;

import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.EventFacts;
import io.sealstream.protocol.EventId;
import io.sealstream.protocol.Submission;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where events are kept. (device, event id) is unique in it. Copies of an event, with the same
 * facts and another ciphertext, can be kept beside it until they are opened.
 */
public interface EventStore {
    /** Copies of one event that are kept beside it. */
    int MOST_COPIES = 64;

    /**
     * Writes a batch; what is there already stays as it is. Returns what was done with each
     * submission, in order, once all that is new is durable.
     *
     * @throws DamagedEventException when what is there is no event
     */
    List<Insertion> insert(List<Submission> batch, Instant now);

    /**
     * Keeps a copy beside the event of its address.
     *
     * @return false when {@link #MOST_COPIES} others are kept
     */
    boolean keepCopy(StoredEvent copy);

    /**
     * Finds the event of an address; empty when there is none.
     *
     * @throws DamagedEventException when what is there is no event
     */
    Optional<StoredEvent> find(DeviceId device, EventId eventId);

    /**
     * A page of a stream, in the order in which its events were written: no event ever appears
     * before one that was listed already (ADR 18). Ends early when the share is used up.
     */
    StoredPage list(EventQuery query, ReadBudget.Share share);

    /** The copies that are kept beside an event. */
    List<StoredEvent> copies(EventFacts facts);

    /** Forgets the copies of an event: it was proven, and they are not needed. */
    void dropCopies(EventFacts facts);

    /** Makes a copy the event and the event a copy. May be repeated after a crash at any step. */
    void promote(StoredEvent event, StoredEvent copy);
}

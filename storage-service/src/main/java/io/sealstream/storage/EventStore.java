package io.sealstream.storage;

import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.EventId;
import io.sealstream.protocol.StoredNotice;
import io.sealstream.protocol.Submission;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where events are kept. (device, event id) is unique in it. */
public interface EventStore {

    /**
     * Writes a batch; what is there already stays as it is. Returns one notice per submission, in
     * order, once all of them are durable.
     */
    List<StoredNotice> insert(List<Submission> batch, Instant now);

    /** One event. */
    Optional<StoredEvent> find(DeviceId device, EventId eventId);

    /** Events in the order (received time, event id). */
    List<StoredEvent> list(EventQuery query);
}

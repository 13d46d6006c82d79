package io.sealstream.ingest;

import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.EventId;
import io.sealstream.protocol.StoredNotice;
import java.util.Optional;

/** Asks storage which events it holds. Calls block. */
public interface StoredReceipts {

    /** The notice of a stored event; empty when storage does not hold it. */
    Optional<StoredNotice> find(DeviceId device, EventId eventId);
}

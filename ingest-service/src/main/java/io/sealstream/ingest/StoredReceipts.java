package io.sealstream.ingest;

import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.EventId;
import io.sealstream.protocol.StoredNotice;
import java.util.Optional;

/** What storage says it holds. Blocks. */
public interface StoredReceipts {

    /** The notice of a stored event. */
    Optional<StoredNotice> find(DeviceId device, EventId eventId);
}

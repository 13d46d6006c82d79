package io.sealstream.ingest.peers;

import io.sealstream.ingest.StoredReceipts;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.EventId;
import io.sealstream.protocol.Problem;
import io.sealstream.protocol.StoredNotice;
import io.sealstream.protocol.calls.ReceiptCall;
import io.sealstream.servicekit.http.ProblemException;
import io.sealstream.servicekit.http.ServiceClient;
import java.util.Optional;

/** Asks storage for the receipt of an event. */
public final class StorageReceipts implements StoredReceipts {
    private final ServiceClient storage;

    public StorageReceipts(ServiceClient storage) {
        this.storage = storage;
    }

    @Override
    public Optional<StoredNotice> find(DeviceId device, EventId eventId) {
        try {
            return Optional.of(storage.get(ReceiptCall.path(device, eventId), StoredNotice.class));
        } catch (ProblemException e) {
            if (e.problem() == Problem.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }
}

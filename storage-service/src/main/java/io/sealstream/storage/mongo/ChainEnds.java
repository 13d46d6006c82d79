package io.sealstream.storage.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.descending;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.mongodb.ReadConcern;
import com.mongodb.client.MongoCollection;
import io.sealstream.protocol.DeviceId;
import org.bson.Document;

/**
 * The last sequences of devices, as far as this process knows. One that is out of date costs an
 * attempt and does no harm: the chain has gone on, and nothing can be appended behind it.
 */
final class ChainEnds {
    private static final int MOST = 50_000;

    private final Cache<DeviceId, Long> known = Caffeine.newBuilder().maximumSize(MOST).build();

    /** The last sequence of a device, 0 when it has none. */
    long of(MongoCollection<Document> events, DeviceId device) {
        return known.get(device, d -> read(events, d));
    }

    private static long read(MongoCollection<Document> events, DeviceId device) {
        // What a majority does not have yet could be rolled back, and what follows it would hang.
        Document last =
                events.withReadConcern(ReadConcern.MAJORITY)
                        .find(and(eq("tenant", device.tenant()), eq("device", device.device())))
                        .sort(descending(EventDocument.PREVIOUS))
                        .projection(include(EventDocument.SEQUENCE))
                        .first();
        return last == null ? 0 : EventDocument.sequence(last);
    }

    /** A device's chain was seen to end there. */
    void moved(DeviceId device, long sequence) {
        known.put(device, sequence);
    }

    /** It is not certain any more where a device's chain ends. */
    void forget(DeviceId device) {
        known.invalidate(device);
    }
}

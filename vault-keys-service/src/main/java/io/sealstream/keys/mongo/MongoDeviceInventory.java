package io.sealstream.keys.mongo;

import com.mongodb.client.model.CountOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import io.sealstream.keys.devices.DeviceInventory;
import io.sealstream.keys.devices.DeviceOutbox;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.DeviceState;
import io.sealstream.protocol.DeviceState.Status;
import io.sealstream.servicekit.documents.Documents;
import io.sealstream.servicekit.documents.Inserts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Devices in the collection {@code devices}, which is their outbox too. */
public final class MongoDeviceInventory implements DeviceInventory, DeviceOutbox {
    private static final String COLLECTION = "devices";

    private static final Bson WAITING = Filters.eq("pending", true);

    private final Documents documents;

    public MongoDeviceInventory(Documents documents) {
        this.documents = documents;
    }

    /** Makes the indexes that are missing. */
    public void ensureIndexes() {
        var _ =
                documents.<String>with(
                        COLLECTION,
                        devices -> {
                            devices.createIndex(Indexes.ascending("pending", "status"));
                            return devices.createIndex(
                                    Indexes.ascending("tenant", "device"),
                                    new IndexOptions().unique(true));
                        });
    }

    @Override
    public boolean add(DeviceState device) {
        Document document = new Document("_id", device.id().key());
        document.putAll(DeviceDocument.changed(device));
        document.append("publishedVersion", 0L);
        return documents.with(COLLECTION, devices -> Inserts.ifAbsent(devices, document));
    }

    @Override
    public Optional<DeviceState> find(DeviceId id) {
        return documents.with(
                COLLECTION,
                devices ->
                        Optional.ofNullable(devices.find(Filters.eq(id.key())).first())
                                .map(DeviceDocument::read));
    }

    @Override
    public List<DeviceState> list(String tenant, @Nullable String after, int limit) {
        Bson all = Filters.eq("tenant", tenant);
        return query(
                after == null ? all : Filters.and(all, Filters.gt("device", after)),
                Sorts.ascending("device"),
                limit);
    }

    @Override
    public boolean replace(DeviceState next) {
        Bson unchanged =
                Filters.and(Filters.eq(next.id().key()), Filters.eq("version", next.version() - 1));
        Document change = new Document("$set", DeviceDocument.changed(next));
        return documents.with(
                COLLECTION, devices -> devices.updateOne(unchanged, change).getMatchedCount() == 1);
    }

    @Override
    public List<DeviceState> unpublished(int limit) {
        Bson revoked = Filters.eq("status", Status.REVOKED.name());
        List<DeviceState> waiting = waiting(revoked, limit);
        if (waiting.size() < limit) {
            waiting.addAll(
                    waiting(Filters.ne("status", Status.REVOKED.name()), limit - waiting.size()));
        }
        return waiting;
    }

    private List<DeviceState> waiting(Bson which, int limit) {
        return query(Filters.and(WAITING, which), Sorts.ascending("_id"), limit);
    }

    @Override
    public long waiting(int limit) {
        return documents.with(
                COLLECTION,
                devices -> devices.countDocuments(WAITING, new CountOptions().limit(limit)));
    }

    @Override
    public boolean isPublished(DeviceId id, long version) {
        Bson published =
                Filters.and(Filters.eq(id.key()), Filters.gte("publishedVersion", version));
        return documents.with(COLLECTION, devices -> devices.find(published).first() != null);
    }

    @Override
    public void markPublished(DeviceId id, long version) {
        Bson unchanged = Filters.and(Filters.eq(id.key()), Filters.eq("version", version));
        Bson published =
                Updates.combine(
                        Updates.set("publishedVersion", version), Updates.set("pending", false));
        documents.with(COLLECTION, devices -> devices.updateOne(unchanged, published));
    }

    private List<DeviceState> query(Bson filter, Bson order, int limit) {
        return documents.with(
                COLLECTION,
                devices ->
                        devices.find(filter)
                                .sort(order)
                                .limit(limit)
                                .map(DeviceDocument::read)
                                .into(new ArrayList<>()));
    }
}

package io.sealstream.keys.mongo;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import io.sealstream.keys.envelope.EnvelopeSeeds;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.EnvelopeKeyId;
import io.sealstream.servicekit.documents.Documents;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import org.bson.Document;

/**
 * Wrapped seeds in the collection {@code envelopeSeeds}: {@code { _id: envelope key id, tenant,
 * device, suite: int, wrapped, created: date }}.
 */
public final class MongoEnvelopeSeeds implements EnvelopeSeeds {
    private static final String COLLECTION = "envelopeSeeds";

    private final Documents documents;

    public MongoEnvelopeSeeds(Documents documents) {
        this.documents = documents;
    }

    /** Makes the index if it is missing. */
    public void ensureIndexes() {
        var _ =
                documents.<String>with(
                        COLLECTION,
                        seeds -> seeds.createIndex(Indexes.ascending("tenant", "device")));
    }

    @Override
    public void add(WrappedSeed seed) {
        Document document =
                new Document("_id", seed.id().toString())
                        .append("tenant", seed.device().tenant())
                        .append("device", seed.device().device())
                        .append("suite", seed.suite())
                        .append("wrapped", seed.wrapped())
                        .append("created", Date.from(seed.created()));
        documents.with(COLLECTION, seeds -> seeds.insertOne(document));
    }

    @Override
    public List<WrappedSeed> find(DeviceId device, Collection<EnvelopeKeyId> ids) {
        List<String> names = ids.stream().map(EnvelopeKeyId::toString).toList();
        return documents.with(
                COLLECTION,
                seeds ->
                        seeds.find(
                                        Filters.and(
                                                Filters.in("_id", names),
                                                Filters.eq("tenant", device.tenant()),
                                                Filters.eq("device", device.device())))
                                .map(MongoEnvelopeSeeds::read)
                                .into(new ArrayList<>()));
    }

    private static WrappedSeed read(Document document) {
        return new WrappedSeed(
                new DeviceId(document.getString("tenant"), document.getString("device")),
                EnvelopeKeyId.parse(document.getString("_id")),
                document.getInteger("suite"),
                document.getString("wrapped"),
                document.getDate("created").toInstant());
    }
}

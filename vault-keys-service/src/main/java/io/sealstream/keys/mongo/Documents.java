package io.sealstream.keys.mongo;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import io.sealstream.keys.UnavailableException;
import io.sealstream.servicekit.documents.DocumentConnection;
import java.util.function.Function;
import org.bson.Document;

/** The database of vault-keys, and the one place where its driver's errors are understood. */
public final class Documents {
    /** Name of the database. */
    public static final String DATABASE = "vault_keys";

    private final DocumentConnection connection;

    public Documents(DocumentConnection connection) {
        this.connection = connection;
    }

    /** Makes the indexes that are missing. */
    public void ensureIndexes() {
        IndexOptions unique = new IndexOptions().unique(true);
        this.<String>with(
                MongoDeviceInventory.COLLECTION,
                devices -> {
                    devices.createIndex(Indexes.ascending("pending"));
                    return devices.createIndex(Indexes.ascending("tenant", "device"), unique);
                });
        this.<String>with(
                MongoEnvelopeSeeds.COLLECTION,
                seeds -> seeds.createIndex(Indexes.ascending("tenant", "device")));
    }

    /** Works on a collection; what the driver throws becomes {@link UnavailableException}. */
    <T> T with(String collection, Function<MongoCollection<Document>, T> work) {
        try {
            return work.apply(connection.database().getCollection(collection));
        } catch (MongoException e) {
            throw new UnavailableException("the document store failed on " + collection, e);
        }
    }
}

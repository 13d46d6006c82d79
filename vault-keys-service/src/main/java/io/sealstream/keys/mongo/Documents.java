package io.sealstream.keys.mongo;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import io.sealstream.keys.UnavailableException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.bson.Document;

/** The database of vault-keys, and the one place where its driver's errors are understood. */
public final class Documents implements AutoCloseable {
    /** Name of the database. */
    public static final String DATABASE = "vault_keys";

    private static final int TIMEOUT_MS = 5000;

    private final MongoClient client;
    private final MongoDatabase database;

    private Documents(MongoClient client) {
        this.client = client;
        this.database =
                client.getDatabase(DATABASE)
                        // Acknowledged means: on disk, at a majority. Anything less can be undone.
                        .withWriteConcern(WriteConcern.MAJORITY.withJournal(true))
                        // A decision (is it revoked? is the token there?) needs the newest state.
                        .withReadPreference(ReadPreference.primary())
                        .withReadConcern(ReadConcern.DEFAULT);
    }

    /** Connects by mutual TLS. The connection is made when it is first needed. */
    public static Documents connect(String url, SSLContext tls) {
        return open(
                settings(url).applyToSslSettings(ssl -> ssl.enabled(true).context(tls)).build());
    }

    static Documents open(MongoClientSettings settings) {
        return new Documents(MongoClients.create(settings));
    }

    static MongoClientSettings.Builder settings(String url) {
        return MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(url))
                .applyToClusterSettings(
                        c -> c.serverSelectionTimeout(TIMEOUT_MS, TimeUnit.MILLISECONDS))
                .applyToSocketSettings(s ->
                        s.connectTimeout(TIMEOUT_MS, TimeUnit.MILLISECONDS)
                                .readTimeout(TIMEOUT_MS, TimeUnit.MILLISECONDS));
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

    /** Whether the store answers. */
    public boolean isReachable() {
        try {
            database.runCommand(new Document("ping", 1));
            return true;
        } catch (MongoException e) {
            return false;
        }
    }

    /** Works on a collection; what the driver throws becomes {@link UnavailableException}. */
    <T> T with(String collection, Function<MongoCollection<Document>, T> work) {
        try {
            return work.apply(database.getCollection(collection));
        } catch (MongoException e) {
            throw new UnavailableException("the document store failed on " + collection, e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}

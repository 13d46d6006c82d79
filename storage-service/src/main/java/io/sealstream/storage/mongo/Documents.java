package io.sealstream.storage.mongo;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.identity.TlsIdentity;
import java.util.concurrent.TimeUnit;
import org.bson.Document;

/** The connection to storage's own database. */
public final class Documents implements AutoCloseable {
    private static final String DATABASE = "storage";
    private static final int TIMEOUT_SECONDS = 5;

    private final MongoClient client;

    /** Opens it with the process's identity; there is no way without TLS. */
    public Documents(String url, TlsIdentity identity) {
        this(
                MongoClients.create(
                        settings(url)
                                .applyToSslSettings(ssl ->
                                        ssl.enabled(true)
                                                .context(
                                                        identity.client(
                                                                ServiceName.DOCUMENT_STORE)))
                                .build()));
    }

    /** Uses a client made elsewhere; tests do. */
    Documents(MongoClient client) {
        this.client = client;
    }

    private static MongoClientSettings.Builder settings(String url) {
        return MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(url))
                .writeConcern(
                        WriteConcern.MAJORITY
                                .withJournal(true)
                                .withWTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS))
                .retryWrites(false)
                .applyToClusterSettings(cluster ->
                        cluster.serverSelectionTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS))
                .applyToSocketSettings(socket ->
                        socket.connectTimeout(2, TimeUnit.SECONDS)
                                .readTimeout(TIMEOUT_SECONDS * 2, TimeUnit.SECONDS));
    }

    MongoDatabase database() {
        return client.getDatabase(DATABASE);
    }

    /** Whether the database answers. */
    public boolean reachable() {
        try {
            database().runCommand(new Document("ping", 1));
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }

    @Override
    public void close() {
        client.close();
    }
}

package io.sealstream.servicekit.documents;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.identity.TlsIdentity;
import java.util.concurrent.TimeUnit;
import org.bson.Document;

/** A service's connection to its own database. */
public final class DocumentConnection implements AutoCloseable {
    private static final int SECONDS = 5;

    private final MongoClient client;
    private final MongoDatabase database;

    private DocumentConnection(MongoClient client, String database) {
        this.client = client;
        this.database =
                client.getDatabase(database)
                        // Acknowledged means: on disk, at a majority. Anything less can be undone.
                        .withWriteConcern(
                                WriteConcern.MAJORITY
                                        .withJournal(true)
                                        .withWTimeout(SECONDS, TimeUnit.SECONDS))
                        // A decision (is it revoked? is it stored?) needs the newest state.
                        .withReadPreference(ReadPreference.primary());
    }

    /**
     * Opens it with the process's identity. The connection is made when it is first needed.
     *
     * @throws IllegalArgumentException when the settings do not say exactly how
     */
    public static DocumentConnection open(
            DocumentSettings settings, TlsIdentity identity, String database) {
        MongoClientSettings.Builder builder =
                settings(DocumentUrl.checked(settings.url()))
                        .applyToSslSettings(ssl ->
                                ssl.enabled(true)
                                        .invalidHostNameAllowed(false)
                                        .context(identity.client(ServiceName.DOCUMENT_STORE)));
        Credentials.of(settings, identity).ifPresent(builder::credential);
        return new DocumentConnection(MongoClients.create(builder.build()), database);
    }

    /** Takes over a client that was made elsewhere; in production code nothing does. */
    public static DocumentConnection takeOwnershipOf(MongoClient client, String database) {
        return new DocumentConnection(client, database);
    }

    private static MongoClientSettings.Builder settings(ConnectionString url) {
        return MongoClientSettings.builder()
                .applyConnectionString(url)
                .applyToClusterSettings(
                        cluster -> cluster.serverSelectionTimeout(SECONDS, TimeUnit.SECONDS))
                .applyToSocketSettings(socket ->
                        socket.connectTimeout(2, TimeUnit.SECONDS)
                                .readTimeout(SECONDS * 2, TimeUnit.SECONDS));
    }

    /** The database, every write of which waits for the majority and the journal. */
    public MongoDatabase database() {
        return database;
    }

    /** Whether the database answers, and lets us in. */
    public boolean answers() {
        try {
            database.runCommand(new Document("ping", 1));
            return true;
        } catch (MongoException e) {
            return false;
        }
    }

    @Override
    public void close() {
        client.close();
    }
}

package io.sealstream.benchmarks.check;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Projections.include;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.identity.TlsIdentity;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.bson.Document;

/** Storage's database, looked at with storage's own identity. */
public final class StoredEvents {
    private StoredEvents() {}

    /** Hands over every event of a stream, straight from the database. */
    public static void read(
            String url, Path storageIdentity, String stream, Consumer<StoredEvent> sink) {
        TlsIdentity identity = TlsIdentity.open(storageIdentity);
        MongoClientSettings settings =
                MongoClientSettings.builder()
                        .applyConnectionString(new ConnectionString(url))
                        .applyToSslSettings(ssl ->
                                ssl.enabled(true)
                                        .context(identity.client(ServiceName.DOCUMENT_STORE)))
                        .build();
        try (MongoClient client = MongoClients.create(settings)) {
            for (Document event :
                    client.getDatabase("storage")
                            .getCollection("events")
                            .find(eq("stream", stream))
                            .projection(include("device", "eventId", "contentDigest"))
                            .batchSize(5000)) {
                sink.accept(
                        new StoredEvent(
                                event.getString("device"),
                                event.getString("eventId"),
                                event.getString("contentDigest")));
            }
        }
    }
}

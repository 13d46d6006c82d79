package io.sealstream.devstack.demo;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.EventId;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.identity.TlsIdentity;
import java.util.Objects;
import org.bson.Document;

/** The database as one who has stolen storage's identity sees it. */
final class RawDocuments implements AutoCloseable {
    private final MongoClient client;

    RawDocuments(DemoSettings settings) {
        TlsIdentity stolen = TlsIdentity.open(settings.service(ServiceName.STORAGE.label()));
        client =
                MongoClients.create(
                        MongoClientSettings.builder()
                                .applyConnectionString(new ConnectionString(settings.documents()))
                                .applyToSslSettings(ssl ->
                                        ssl.enabled(true)
                                                .context(stolen.client(ServiceName.DOCUMENT_STORE)))
                                .build());
    }

    private MongoCollection<Document> events() {
        return client.getDatabase("storage").getCollection("events");
    }

    Document one(DeviceId device, EventId id) {
        return Objects.requireNonNull(
                events().find(eq("_id", device.key() + "/" + id)).first(), "no such document");
    }

    long count(DeviceId device) {
        return events().countDocuments(eq("device", device.device()));
    }

    @Override
    public void close() {
        client.close();
    }
}

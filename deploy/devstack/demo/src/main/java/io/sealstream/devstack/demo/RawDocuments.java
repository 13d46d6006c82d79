package io.sealstream.devstack.demo;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoCredential;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.EventId;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.identity.TlsIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.bson.Document;

/** The database as one who has stolen storage's identity sees it. */
final class RawDocuments implements AutoCloseable {
    private final MongoClient client;

    RawDocuments(DemoSettings settings) {
        TlsIdentity stolen = TlsIdentity.open(settings.service(ServiceName.STORAGE.label()));
        MongoClientSettings.Builder builder =
                MongoClientSettings.builder()
                        .applyConnectionString(new ConnectionString(settings.documents()))
                        .applyToSslSettings(ssl ->
                                ssl.enabled(true)
                                        .context(stolen.client(ServiceName.DOCUMENT_STORE)));
        Path password = settings.documentsPassword();
        if (password != null) {
            builder.credential(stolenPassword(password));
        }
        client = MongoClients.create(builder.build());
    }

    private static MongoCredential stolenPassword(Path file) {
        try {
            return MongoCredential.createScramSha256Credential(
                    ServiceName.STORAGE.label(),
                    "admin",
                    Files.readString(file).strip().toCharArray());
        } catch (IOException e) {
            throw new DemoException("storage's password cannot be read", e);
        }
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

package io.sealstream.storage.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import io.sealstream.protocol.ContentDigest;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.KeyId;
import io.sealstream.servicekit.documents.DocumentConnection;
import io.sealstream.storage.DeviceCertificate;
import io.sealstream.storage.DeviceCertificates;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.bson.types.Binary;

/** Certificates in the collection {@code deviceCertificates}, one document each. */
public final class MongoDeviceCertificates implements DeviceCertificates {
    private final MongoCollection<Document> certificates;

    public MongoDeviceCertificates(DocumentConnection documents) {
        this.certificates = documents.database().getCollection("deviceCertificates");
    }

    /** Makes the index if it is missing. */
    public void ensureIndexes() {
        certificates.createIndex(Indexes.ascending("tenant", "device"));
    }

    @Override
    public void save(List<DeviceCertificate> known) {
        var _ =
                InsertOnly.insert(
                        certificates, known.stream().map(MongoDeviceCertificates::write).toList());
    }

    @Override
    public List<DeviceCertificate> find(DeviceId device) {
        List<DeviceCertificate> found = new ArrayList<>();
        for (Document document :
                certificates.find(
                        and(eq("tenant", device.tenant()), eq("device", device.device())))) {
            found.add(read(document));
        }
        return found;
    }

    private static Document write(DeviceCertificate c) {
        String id = c.device().key() + "/" + digest(c.certificate());
        return new Document("_id", id)
                .append("tenant", c.device().tenant())
                .append("device", c.device().device())
                .append("keyId", c.keyId().value())
                .append("certificate", new Binary(c.certificate()));
    }

    private static String digest(byte[] certificate) {
        return ContentDigest.of(ContentDigest.Algorithm.SHA_256, certificate).toString();
    }

    private static DeviceCertificate read(Document d) {
        return new DeviceCertificate(
                new DeviceId(d.getString("tenant"), d.getString("device")),
                new KeyId(d.getString("keyId")),
                d.get("certificate", Binary.class).getData());
    }
}

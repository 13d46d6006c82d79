package io.sealstream.storage.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.KeyId;
import io.sealstream.servicekit.documents.DocumentConnection;
import io.sealstream.storage.DeviceCertificate;
import io.sealstream.storage.DeviceCertificates;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.types.Binary;

/** Certificates in the collection {@code deviceCertificates}, one document each. */
public final class MongoDeviceCertificates implements DeviceCertificates {
    private final MongoCollection<Document> certificates;

    public MongoDeviceCertificates(DocumentConnection documents) {
        this.certificates = documents.database().getCollection("deviceCertificates");
        certificates.createIndex(Indexes.ascending("tenant", "device"));
    }

    @Override
    public void save(List<DeviceCertificate> known) {
        List<ReplaceOneModel<Document>> writes =
                known.stream()
                        .map(MongoDeviceCertificates::write)
                        .map(document ->
                                new ReplaceOneModel<>(
                                        eq("_id", document.get("_id")),
                                        document,
                                        new ReplaceOptions().upsert(true)))
                        .toList();
        if (!writes.isEmpty()) {
            certificates.bulkWrite(writes);
        }
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
        String id = c.device().key() + "/" + c.keyId() + "/" + c.notAfter().toEpochMilli();
        return new Document("_id", id)
                .append("tenant", c.device().tenant())
                .append("device", c.device().device())
                .append("keyId", c.keyId().value())
                .append("publicKey", new Binary(c.publicKey()))
                .append("certificate", new Binary(c.certificate()))
                .append("notBefore", Date.from(c.notBefore()))
                .append("notAfter", Date.from(c.notAfter()));
    }

    private static DeviceCertificate read(Document d) {
        return new DeviceCertificate(
                new DeviceId(d.getString("tenant"), d.getString("device")),
                new KeyId(d.getString("keyId")),
                d.get("publicKey", Binary.class).getData(),
                d.get("certificate", Binary.class).getData(),
                d.getDate("notBefore").toInstant(),
                d.getDate("notAfter").toInstant());
    }
}

package io.sealstream.storage.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.model.Indexes;
import io.sealstream.protocol.ContentDigest;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.KeyId;
import io.sealstream.servicekit.documents.Documents;
import io.sealstream.servicekit.documents.Inserts;
import io.sealstream.storage.DeviceCertificate;
import io.sealstream.storage.DeviceCertificates;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.jboss.logging.Logger;

/** Certificates in the collection {@code deviceCertificates}, one document each. */
public final class MongoDeviceCertificates implements DeviceCertificates {
    private static final Logger LOG = Logger.getLogger(MongoDeviceCertificates.class);
    private static final String COLLECTION = "deviceCertificates";

    private final Documents documents;

    public MongoDeviceCertificates(Documents documents) {
        this.documents = documents;
    }

    /** Makes the index if it is missing. */
    public void ensureIndexes() {
        var _ =
                documents.<String>with(
                        COLLECTION,
                        certificates ->
                                certificates.createIndex(
                                        Indexes.ascending("tenant", "device", "keyId")));
    }

    @Override
    public void save(List<DeviceCertificate> known) {
        List<Document> written = known.stream().map(MongoDeviceCertificates::write).toList();
        var _ = documents.with(COLLECTION, certificates -> Inserts.ifAbsent(certificates, written));
    }

    @Override
    public List<DeviceCertificate> find(DeviceId device, Set<KeyId> keys) {
        Bson wanted =
                and(
                        eq("tenant", device.tenant()),
                        eq("device", device.device()),
                        in("keyId", keys.stream().map(KeyId::value).toList()));
        return documents.with(COLLECTION, certificates -> readable(certificates.find(wanted)));
    }

    /** One that is damaged vouches for nothing, and stands in no other's way. */
    private static List<DeviceCertificate> readable(Iterable<Document> found) {
        List<DeviceCertificate> readable = new ArrayList<>();
        for (Document document : found) {
            try {
                readable.add(read(document));
            } catch (RuntimeException e) {
                LOG.warnf("the certificate %s is damaged", document.get("_id"));
            }
        }
        return readable;
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

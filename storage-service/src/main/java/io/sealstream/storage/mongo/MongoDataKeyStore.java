package io.sealstream.storage.mongo;

import static com.mongodb.client.model.Filters.in;

import io.sealstream.protocol.DataKeyAnnouncement;
import io.sealstream.protocol.DataKeyId;
import io.sealstream.protocol.EnvelopeKeyId;
import io.sealstream.servicekit.documents.Documents;
import io.sealstream.servicekit.documents.Inserts;
import io.sealstream.storage.DataKeyStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.types.Binary;
import org.jboss.logging.Logger;

/** Announcements in the collection {@code dataKeys}, by data key id. They hold no secret. */
public final class MongoDataKeyStore implements DataKeyStore {
    private static final Logger LOG = Logger.getLogger(MongoDataKeyStore.class);
    private static final String COLLECTION = "dataKeys";

    private final Documents documents;

    public MongoDataKeyStore(Documents documents) {
        this.documents = documents;
    }

    @Override
    public List<DataKeyAnnouncement> save(List<DataKeyAnnouncement> announcements) {
        List<Document> written = announcements.stream().map(MongoDataKeyStore::write).toList();
        Map<Integer, Document> present =
                documents.with(COLLECTION, keys -> Inserts.ifAbsent(keys, written));
        List<DataKeyAnnouncement> conflicting = new ArrayList<>();
        present.forEach((index, document) -> {
            if (!read(document).equals(announcements.get(index))) {
                conflicting.add(announcements.get(index));
            }
        });
        return conflicting;
    }

    @Override
    public List<DataKeyAnnouncement> find(Collection<DataKeyId> ids) {
        List<String> names = ids.stream().map(DataKeyId::toString).toList();
        return documents.with(COLLECTION, keys -> readable(keys.find(in("_id", names))));
    }

    /** One that is damaged opens nothing, and keeps no other shut. */
    private static List<DataKeyAnnouncement> readable(Iterable<Document> found) {
        List<DataKeyAnnouncement> readable = new ArrayList<>();
        for (Document document : found) {
            try {
                readable.add(read(document));
            } catch (RuntimeException e) {
                LOG.warnf("the announcement of data key %s is damaged", document.get("_id"));
            }
        }
        return readable;
    }

    private static Document write(DataKeyAnnouncement a) {
        return new Document("_id", a.dataKeyId().toString())
                .append("tenant", a.tenant())
                .append("device", a.device())
                .append("envelopeKeyId", a.envelopeKeyId().toString())
                .append("suite", a.suite())
                .append("enc", new Binary(a.enc()))
                .append("created", Date.from(a.created()));
    }

    private static DataKeyAnnouncement read(Document d) {
        return new DataKeyAnnouncement(
                DataKeyId.parse(d.getString("_id")),
                d.getString("tenant"),
                d.getString("device"),
                EnvelopeKeyId.parse(d.getString("envelopeKeyId")),
                d.getInteger("suite"),
                d.get("enc", Binary.class).getData(),
                d.getDate("created").toInstant());
    }
}

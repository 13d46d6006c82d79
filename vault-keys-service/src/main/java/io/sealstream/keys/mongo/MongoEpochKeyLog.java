package io.sealstream.keys.mongo;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import io.sealstream.keys.epoch.EpochKeyLog;
import io.sealstream.servicekit.documents.Documents;
import io.sealstream.servicekit.documents.Inserts;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.bson.Document;

/**
 * Wrapped epoch keys in the collection {@code epochKeys}: {@code { _id: generation (long), wrapped,
 * notAfter: date }}. The generation is the document's name, so there cannot be two of one.
 */
public final class MongoEpochKeyLog implements EpochKeyLog {
    private static final String COLLECTION = "epochKeys";

    private final Documents documents;

    public MongoEpochKeyLog(Documents documents) {
        this.documents = documents;
    }

    @Override
    public boolean add(WrappedEpochKey key) {
        Document document =
                new Document("_id", key.generation())
                        .append("wrapped", key.wrapped())
                        .append("notAfter", Date.from(key.notAfter()));
        return documents.with(COLLECTION, keys -> Inserts.ifAbsent(keys, document));
    }

    @Override
    public Generations since(long oldest) {
        List<Document> found =
                documents.with(
                        COLLECTION,
                        keys ->
                                keys.find(Filters.gte("_id", oldest))
                                        .sort(Sorts.ascending("_id"))
                                        .into(new ArrayList<>()));
        List<WrappedEpochKey> whole = new ArrayList<>();
        Set<Long> damaged = new TreeSet<>();
        for (Document document : found) {
            try {
                whole.add(read(document));
            } catch (RuntimeException e) {
                // A member that is missing or of another type.
                damaged.add(document.get("_id") instanceof Number name ? name.longValue() : -1L);
            }
        }
        return new Generations(whole, damaged);
    }

    private static WrappedEpochKey read(Document document) {
        return new WrappedEpochKey(
                document.getLong("_id"),
                Objects.requireNonNull(document.getString("wrapped")),
                document.getDate("notAfter").toInstant());
    }

    @Override
    public void deleteBefore(long oldest) {
        documents.with(COLLECTION, keys -> keys.deleteMany(Filters.lt("_id", oldest)));
    }
}

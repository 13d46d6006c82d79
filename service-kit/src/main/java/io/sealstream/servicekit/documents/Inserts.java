package io.sealstream.servicekit.documents;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertManyOptions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.bson.Document;

/** Writes that never change what is there. */
public final class Inserts {
    private Inserts() {}

    /**
     * Inserts a document.
     *
     * @return false when its {@code _id} is taken
     */
    public static boolean ifAbsent(MongoCollection<Document> collection, Document document) {
        try {
            collection.insertOne(document);
            return true;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
            var _ = present(collection, Set.of(document.get("_id")), e);
            return false;
        }
    }

    /**
     * Inserts documents, in any order, and leaves those alone whose {@code _id} is taken.
     *
     * @return by their indexes, what is there instead of these; the rest is durable
     */
    public static Map<Integer, Document> ifAbsent(
            MongoCollection<Document> collection, List<Document> documents) {
        if (documents.isEmpty()) {
            return Map.of();
        }
        try {
            collection.insertMany(documents, new InsertManyOptions().ordered(false));
            return Map.of();
        } catch (MongoBulkWriteException e) {
            if (e.getWriteConcernError() != null) {
                throw e;
            }
            Map<Integer, Object> taken = new TreeMap<>();
            for (BulkWriteError error : e.getWriteErrors()) {
                if (error.getCategory() != ErrorCategory.DUPLICATE_KEY) {
                    throw e;
                }
                taken.put(error.getIndex(), documents.get(error.getIndex()).get("_id"));
            }
            Map<Object, Document> present = present(collection, Set.copyOf(taken.values()), e);
            Map<Integer, Document> instead = new TreeMap<>();
            taken.forEach((index, id) -> instead.put(index, present.get(id)));
            return instead;
        }
    }

    /**
     * Inserts documents one after the other, and stops before the first that a unique index does
     * not let in.
     *
     * @return how many were inserted; these are durable
     */
    public static int inOrder(MongoCollection<Document> collection, List<Document> documents) {
        try {
            collection.insertMany(documents, new InsertManyOptions().ordered(true));
            return documents.size();
        } catch (MongoBulkWriteException e) {
            List<BulkWriteError> errors = e.getWriteErrors();
            if (e.getWriteConcernError() != null
                    || errors.isEmpty()
                    || errors.getFirst().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
            return errors.getFirst().getIndex();
        }
    }

    /**
     * The documents with these names. Throws {@code e} when one is not there: then it was not its
     * {@code _id} that was taken, but an index is unique by mistake, or by malice, and what it did
     * not let in is not there.
     */
    private static Map<Object, Document> present(
            MongoCollection<Document> collection, Set<Object> ids, MongoException e) {
        Map<Object, Document> found = new HashMap<>();
        collection.find(Filters.in("_id", ids)).forEach(d -> found.put(d.get("_id"), d));
        if (!found.keySet().containsAll(ids)) {
            throw e;
        }
        return found;
    }
}

package io.sealstream.servicekit.documents;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.InsertManyOptions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bson.Document;

/** Writes that never change what is there. */
public final class Inserts {
    private Inserts() {}

    /**
     * Inserts a document.
     *
     * @return false when its {@code _id}, or another unique value, is taken
     */
    public static boolean ifAbsent(MongoCollection<Document> collection, Document document) {
        try {
            collection.insertOne(document);
            return true;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw e;
        }
    }

    /**
     * Inserts documents, in any order, and leaves those alone whose {@code _id} is taken.
     *
     * @return the indexes of these; the rest is durable
     */
    public static Set<Integer> ifAbsent(
            MongoCollection<Document> collection, List<Document> documents) {
        Set<Integer> taken = new HashSet<>();
        if (documents.isEmpty()) {
            return taken;
        }
        try {
            collection.insertMany(documents, new InsertManyOptions().ordered(false));
        } catch (MongoBulkWriteException e) {
            if (e.getWriteConcernError() != null) {
                throw e;
            }
            for (BulkWriteError error : e.getWriteErrors()) {
                if (error.getCategory() != ErrorCategory.DUPLICATE_KEY) {
                    throw e;
                }
                taken.add(error.getIndex());
            }
        }
        return taken;
    }
}

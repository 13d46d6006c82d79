package io.sealstream.servicekit.documents;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Projections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
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
            requirePresent(collection, Set.of(document.get("_id")), e);
            return false;
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
            requirePresent(
                    collection,
                    taken.stream()
                            .map(index -> documents.get(index).get("_id"))
                            .collect(Collectors.toSet()),
                    e);
        }
        return taken;
    }

    /**
     * Makes sure that it was {@code _id} that was taken: an index that is unique by mistake, or by
     * malice, would let nothing in, and what was not let in is not there.
     */
    private static void requirePresent(
            MongoCollection<Document> collection, Set<Object> ids, MongoException e) {
        Set<Object> found = new HashSet<>();
        collection
                .find(Filters.in("_id", ids))
                .projection(Projections.include("_id"))
                .map(document -> document.get("_id"))
                .into(found);
        if (!found.containsAll(ids)) {
            throw e;
        }
    }
}

package io.sealstream.devstack.documents.engine;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.DuplicateKeyError;
import java.util.List;

/** The unique index on {@code _id}. It has no entries of its own: the documents are kept by it. */
final class IdIndex extends PlannedIndex {
    static final String FIELD = "_id";

    private final Documents documents;

    IdIndex(String name, List<IndexKey> keys, Documents documents) {
        super(name, keys, false);
        this.documents = documents;
    }

    @Override
    public Position getPosition(Document document) {
        return Position.ofId(document.get(FIELD));
    }

    @Override
    public void checkAdd(Document document, MongoCollection<Position> collection) {
        if (documents.contains(getPosition(document))) {
            throw new DuplicateKeyError(
                    this, collection, getKeys(), new KeyValue(document.get(FIELD)));
        }
    }

    @Override
    public void add(Document doc, Position position, MongoCollection<Position> collection) {
        // The document is the entry.
    }

    @Override
    public Position remove(Document document) {
        return getPosition(document);
    }

    @Override
    public long getCount() {
        return documents.count();
    }

    @Override
    public boolean isEmpty() {
        return documents.isEmpty();
    }

    @Override
    public void checkUpdate(Document before, Document after, MongoCollection<Position> c) {
        // An _id does not change.
    }

    @Override
    public void updateInPlace(
            Document before, Document after, Position position, MongoCollection<Position> c) {
        // An _id does not change.
    }

    @Override
    public boolean isUnique() {
        return true;
    }
}

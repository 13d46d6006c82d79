package io.sealstream.devstack.documents.engine;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractSynchronizedMongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.oplog.Oplog;
import io.sealstream.devstack.documents.engine.FieldIndex.IndexOptions;
import io.sealstream.devstack.documents.storage.Store;
import java.util.List;

/** A database in a store. Opening it may write: see {@link Store#prepare}. */
final class StoredDatabase extends AbstractSynchronizedMongoDatabase<Position> {
    private static final String ID_INDEX = "_id_";

    private final Store store;
    private final Catalogue catalogue;

    StoredDatabase(String name, Store store, CursorRegistry cursors) {
        super(name, cursors);
        this.store = store;
        this.catalogue = new Catalogue(store);
        initializeNamespacesAndIndexes();
    }

    @Override
    protected MongoCollection<Position> openOrCreateCollection(
            String name, CollectionOptions options) {
        return new StoredCollection(this, name, options, cursorRegistry, store, catalogue);
    }

    @Override
    protected Index<Position> openOrCreateUniqueIndex(
            String collection, String index, List<IndexKey> keys, boolean sparse) {
        return index.equals(ID_INDEX)
                ? new IdIndex(index, keys, documents(collection))
                : open(collection, new IndexOptions(index, keys, sparse, true));
    }

    @Override
    protected Index<Position> openOrCreateSecondaryIndex(
            String collection, String index, List<IndexKey> keys, boolean sparse) {
        return open(collection, new IndexOptions(index, keys, sparse, false));
    }

    private FieldIndex open(String collection, IndexOptions options) {
        return new FieldIndex(
                options, store, catalogue.index(collection, options.name()), documents(collection));
    }

    private Documents documents(String collection) {
        return new Documents(store, catalogue.data(collection));
    }

    @Override
    protected void dropIndex(MongoCollection<Position> collection, String index) {
        super.dropIndex(collection, index);
        catalogue.dropIndex(collection.getCollectionName(), index);
    }

    @Override
    public void dropCollection(String collection, Oplog oplog) {
        super.dropCollection(collection, oplog);
        catalogue.dropData(collection);
    }

    @Override
    public void moveCollection(MongoDatabase from, MongoCollection<?> collection, String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    protected long getStorageSize() {
        return 0;
    }

    @Override
    protected long getFileSize() {
        return 0;
    }
}

package io.sealstream.devstack.documents.engine;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractMongoCollection;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DocumentWithPosition;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import io.sealstream.devstack.documents.storage.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A collection in a store. Commands that write it come one at a time; see {@link Store#write}. */
final class StoredCollection extends AbstractMongoCollection<Position> {
    /** Documents that are sorted, or changed, are in memory all at once. */
    private static final int MOST_IN_MEMORY = 20_000;

    private static final int MOST_BYTES = 32 << 20;

    private static final int TOO_MUCH_MEMORY = 292;

    private final Store store;
    private final Catalogue catalogue;
    private final Documents documents;
    private final List<FieldIndex> fieldIndexes = new CopyOnWriteArrayList<>();

    StoredCollection(
            MongoDatabase database,
            String name,
            CollectionOptions options,
            CursorRegistry cursors,
            Store store,
            Catalogue catalogue) {
        super(database, name, options, cursors);
        this.store = store;
        this.catalogue = catalogue;
        this.documents = new Documents(store, catalogue.data(name));
    }

    @Override
    protected Position addDocumentInternal(Document document) {
        String idField = getIdField();
        Position position =
                Position.ofId(idField == null ? catalogue.next() : document.get(idField));
        documents.put(position, document);
        return position;
    }

    @Override
    protected @Nullable Document getDocument(Position position) {
        return documents.get(position);
    }

    @Override
    protected void removeDocument(Position position) {
        documents.remove(position);
    }

    @Override
    protected void handleUpdate(Position position, Document before, Document after) {
        documents.put(position, after);
    }

    @Override
    protected QueryResult matchDocuments(
            Document query,
            @Nullable Document orderBy,
            int skip,
            int limit,
            int batchSize,
            @Nullable Document fields) {
        if (isNaturalDescending(orderBy)) {
            throw new MongoServerError(2, "BadValue", "this emulator has no natural order");
        }
        boolean any = deriveComparator(orderBy) == null;
        Plan plan = new Planner(query, any ? null : orderBy).choose(documents, fieldIndexes);
        if (!plan.ordered()) {
            List<Document> all = collected(scan(plan, query, 0, 0));
            return matchDocumentsFromStream(
                    all.stream(), new Document(), orderBy, skip, limit, batchSize, fields);
        }
        return result(scan(plan, query, skip, limit), batchSize, fields);
    }

    private Scan scan(Plan plan, Document query, int skip, int limit) {
        return new Scan(store, plan, d -> documentMatchesQuery(d, query), skip, limit);
    }

    /** Clients ask for batches; the engine asks for all, and may change them as it goes. */
    private QueryResult result(Scan scan, int batchSize, @Nullable Document fields) {
        if (batchSize > 0) {
            List<Document> first = projected(scan.page(batchSize), fields);
            return scan.isDone()
                    ? new QueryResult(first)
                    : new QueryResult(first, cursor(scan, fields));
        }
        if (store.isWriting()) {
            return new QueryResult(projected(collected(scan), fields));
        }
        return new QueryResult(scan::documents);
    }

    private ScanCursor cursor(Scan scan, @Nullable Document fields) {
        ScanCursor cursor =
                new ScanCursor(
                        cursorRegistry.generateCursorId(), scan, page -> projected(page, fields));
        cursorRegistry.add(cursor);
        return cursor;
    }

    private List<Document> projected(List<Document> page, @Nullable Document fields) {
        return fields == null || fields.isEmpty()
                ? page
                : matchDocumentsFromStream(page.stream(), new Document(), null, 0, 0, 0, fields)
                        .collectDocuments();
    }

    private static List<Document> collected(Scan scan) {
        List<Document> all = new ArrayList<>();
        while (!scan.isDone()) {
            all.addAll(scan.page(MOST_IN_MEMORY));
            if (all.size() > MOST_IN_MEMORY || scan.bytes() > MOST_BYTES) {
                throw new MongoServerError(
                        TOO_MUCH_MEMORY,
                        "QueryExceededMemoryLimitNoDiskUseAllowed",
                        "too much to sort or to change at once: the limit is %d documents, %d bytes"
                                .formatted(MOST_IN_MEMORY, MOST_BYTES));
            }
        }
        return all;
    }

    @Override
    protected Stream<DocumentWithPosition<Position>> streamAllDocumentsWithPosition() {
        return documents.stream();
    }

    @Override
    public void addIndex(Index<Position> index) {
        super.addIndex(index);
        if (index instanceof FieldIndex added && getIndexes().contains(index)) {
            fieldIndexes.add(added);
        }
    }

    @Override
    public void dropIndex(String name) {
        super.dropIndex(name);
        fieldIndexes.removeIf(index -> index.getName().equals(name));
    }

    @Override
    public int count() {
        return documents.count();
    }

    @Override
    public boolean isEmpty() {
        return documents.isEmpty();
    }

    @Override
    protected boolean tracksDataSize() {
        return false;
    }

    @Override
    protected void updateDataSize(int difference) {
        throw new UnsupportedOperationException();
    }

    @Override
    protected int getDataSize() {
        return 0;
    }
}

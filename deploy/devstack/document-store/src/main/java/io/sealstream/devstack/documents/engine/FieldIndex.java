package io.sealstream.devstack.documents.engine;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.DuplicateKeyError;
import io.sealstream.devstack.documents.storage.Entries;
import io.sealstream.devstack.documents.storage.Prefix;
import io.sealstream.devstack.documents.storage.Store;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An index on fields. Its entries are {@code values, position -> position}, or {@code values ->
 * position} when it is unique.
 */
final class FieldIndex extends PlannedIndex implements Access {
    private final Store store;
    private final Prefix prefix;
    private final Documents documents;
    private final List<String> fields;
    private final boolean unique;

    FieldIndex(IndexOptions options, Store store, Prefix prefix, Documents documents) {
        super(options.name(), options.keys(), options.sparse());
        this.store = store;
        this.prefix = prefix;
        this.documents = documents;
        this.fields = options.keys().stream().map(IndexKey::getKey).toList();
        this.unique = options.unique();
    }

    /** How an index is to be. */
    record IndexOptions(String name, List<IndexKey> keys, boolean sparse, boolean unique) {}

    /** What a document's entry begins with; null for one that a sparse index leaves out. */
    private byte @Nullable [] values(Document document) {
        KeyWriter key = new KeyWriter();
        boolean present = false;
        for (String field : fields) {
            Object value = valueOf(document, field);
            present |= !(value instanceof Missing);
            key.value(value);
        }
        return present || !isSparse() ? key.toBytes() : null;
    }

    /** The engine's own look-up takes a path to pieces, which most fields are not. */
    private static @Nullable Object valueOf(Document document, String field) {
        if (field.indexOf('.') >= 0) {
            return Utils.getSubdocumentValueCollectionAware(document, field);
        }
        Object value = document.get(field);
        return value != null || document.containsKey(field) ? value : Missing.getInstance();
    }

    private byte[] entry(byte[] values, Position position) {
        return prefix.key(
                unique ? values : new KeyWriter().bytes(values).bytes(position.bytes()).toBytes());
    }

    @Override
    public @Nullable Position getPosition(Document document) {
        return null; // the index on _id knows
    }

    @Override
    public void checkAdd(Document document, MongoCollection<Position> collection) {
        check(document, Position.ofId(document.get(IdIndex.FIELD)), collection);
    }

    private void check(Document document, Position position, MongoCollection<Position> collection) {
        byte[] values = values(document); // or throws, before anything is written
        byte[] holder = values == null || !unique ? null : store.get(prefix.key(values));
        if (holder != null && !Arrays.equals(holder, position.bytes())) {
            Object[] named =
                    fields.stream().map(f -> Utils.getSubdocumentValue(document, f)).toArray();
            throw new DuplicateKeyError(this, collection, getKeys(), new KeyValue(named));
        }
    }

    @Override
    public void add(Document document, Position position, MongoCollection<Position> collection) {
        if (unique) {
            check(document, position, collection); // of a new index on documents that were there
        }
        byte[] values = values(document);
        if (values != null) {
            store.put(entry(values, position), position.bytes());
        }
    }

    @Override
    public Position remove(Document document) {
        Position position = Position.ofId(document.get(IdIndex.FIELD));
        byte[] values = values(document);
        if (values != null) {
            store.delete(entry(values, position));
        }
        return position;
    }

    @Override
    public void checkUpdate(Document before, Document after, MongoCollection<Position> collection) {
        check(after, Position.ofId(before.get(IdIndex.FIELD)), collection);
    }

    @Override
    public void updateInPlace(
            Document before,
            Document after,
            Position position,
            MongoCollection<Position> collection) {
        if (!Arrays.equals(values(before), values(after))) {
            remove(before);
            add(after, position, collection);
        }
    }

    /** Whether a query with such conditions can do without what a sparse index leaves out. */
    boolean serves(Conditions conditions) {
        return !isSparse() || fields.stream().anyMatch(conditions::excludesMissing);
    }

    @Override
    public long getCount() {
        return new Documents(store, prefix).count();
    }

    @Override
    public boolean isEmpty() {
        return new Documents(store, prefix).isEmpty();
    }

    @Override
    public boolean isUnique() {
        return unique;
    }

    @Override
    public Prefix prefix() {
        return prefix;
    }

    @Override
    public List<String> order() {
        return unique ? fields : Stream.concat(fields.stream(), Stream.of(IdIndex.FIELD)).toList();
    }

    @Override
    public Position position(Entries entries) {
        return Position.takeOwnershipOf(entries.value());
    }

    @Override
    public byte @Nullable [] document(Entries entries) {
        return documents.bson(position(entries));
    }
}

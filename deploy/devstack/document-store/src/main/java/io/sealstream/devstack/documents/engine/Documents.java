package io.sealstream.devstack.documents.engine;

import de.bwaldvogel.mongo.backend.DocumentWithPosition;
import de.bwaldvogel.mongo.bson.Document;
import io.sealstream.devstack.documents.storage.Entries;
import io.sealstream.devstack.documents.storage.Prefix;
import io.sealstream.devstack.documents.storage.Store;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The documents of a collection, by position. */
final class Documents implements Access {
    private static final int PAGE = 500;

    private final Store store;
    private final Prefix prefix;

    Documents(Store store, Prefix prefix) {
        this.store = store;
        this.prefix = prefix;
    }

    void put(Position position, Document document) {
        store.put(prefix.key(position.bytes()), Bson.encode(document));
    }

    void remove(Position position) {
        store.delete(prefix.key(position.bytes()));
    }

    boolean contains(Position position) {
        return bson(position) != null;
    }

    @Nullable Document get(Position position) {
        byte[] bson = bson(position);
        return bson == null ? null : Bson.decode(bson);
    }

    byte @Nullable [] bson(Position position) {
        return store.get(prefix.key(position.bytes()));
    }

    boolean isEmpty() {
        try (Entries entries = store.entries()) {
            entries.seek(prefix.first());
            return !entries.isBefore(prefix.end());
        }
    }

    /** All of them, a page at a time. */
    Stream<DocumentWithPosition<Position>> stream() {
        return Stream.iterate(
                        page(prefix.first()),
                        page -> !page.isEmpty(),
                        page -> page(behind(page.getLast().getPosition())))
                .flatMap(List::stream);
    }

    private byte[] behind(Position position) {
        byte[] key = prefix.key(position.bytes());
        return Arrays.copyOf(key, key.length + 1);
    }

    private List<DocumentWithPosition<Position>> page(byte[] first) {
        List<DocumentWithPosition<Position>> page = new ArrayList<>();
        try (Entries entries = store.entries()) {
            byte[] end = prefix.end();
            entries.seek(first);
            for (; page.size() < PAGE && entries.isBefore(end); entries.next()) {
                page.add(
                        new DocumentWithPosition<>(
                                Bson.decode(entries.value()), position(entries)));
            }
        }
        return page;
    }

    /** Counts them, one by one. */
    int count() {
        int count = 0;
        try (Entries entries = store.entries()) {
            byte[] end = prefix.end();
            for (entries.seek(prefix.first()); entries.isBefore(end); entries.next()) {
                count++;
            }
        }
        return count;
    }

    @Override
    public Prefix prefix() {
        return prefix;
    }

    @Override
    public List<String> order() {
        return List.of(IdIndex.FIELD);
    }

    @Override
    public byte @Nullable [] document(Entries entries) {
        return entries.value();
    }

    @Override
    public Position position(Entries entries) {
        byte[] key = entries.key();
        return Position.takeOwnershipOf(Arrays.copyOfRange(key, Prefix.LENGTH, key.length));
    }
}

package io.sealstream.devstack.documents.engine;

import io.sealstream.devstack.documents.storage.Prefix;
import io.sealstream.devstack.documents.storage.Store;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Which part of the key space belongs to which collection and index. Numbers are given once and
 * never again, so what was dropped cannot come back.
 */
final class Catalogue {
    private static final byte NAMES = 0;
    private static final byte DATA = 1;
    private static final byte INDEX = 2;
    private static final byte[] COUNTER = key("");

    private final Store store;

    Catalogue(Store store) {
        this.store = store;
    }

    /** Where a collection's documents are; given when there was none. */
    Prefix data(String collection) {
        return new Prefix(DATA, number(key("c/" + collection)));
    }

    /** Where an index's entries are; given when there was none. */
    Prefix index(String collection, String index) {
        return new Prefix(INDEX, number(key("i/" + collection + "\0" + index)));
    }

    /** Forgets a collection and drops its documents. */
    void dropData(String collection) {
        store.drop(data(collection));
        store.delete(key("c/" + collection));
    }

    /** Forgets an index and drops its entries. */
    void dropIndex(String collection, String index) {
        store.drop(index(collection, index));
        store.delete(key("i/" + collection + "\0" + index));
    }

    /** A number that was never given before. */
    int next() {
        byte[] last = store.get(COUNTER);
        int next = last == null ? 1 : Math.incrementExact(ByteBuffer.wrap(last).getInt());
        store.put(COUNTER, bytes(next));
        return next;
    }

    private int number(byte[] key) {
        byte[] known = store.get(key);
        if (known != null) {
            return ByteBuffer.wrap(known).getInt();
        }
        int given = next();
        store.put(key, bytes(given));
        return given;
    }

    private static byte[] bytes(int number) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
    }

    private static byte[] key(String name) {
        return new Prefix(NAMES, 0).key(name.getBytes(StandardCharsets.UTF_8));
    }
}

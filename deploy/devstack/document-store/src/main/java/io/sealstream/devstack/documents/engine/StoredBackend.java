package io.sealstream.devstack.documents.engine;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractMongoBackend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import io.netty.channel.Channel;
import io.sealstream.devstack.documents.storage.FailedStoreException;
import io.sealstream.devstack.documents.storage.RefusedWriteException;
import io.sealstream.devstack.documents.storage.Store;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The command engine over a store. Each command that writes is one batch, and is answered when that
 * is on disk.
 */
public final class StoredBackend extends AbstractMongoBackend {
    private static final Set<String> READS =
            Set.of(
                    "find",
                    "getmore",
                    "aggregate",
                    "count",
                    "distinct",
                    "listcollections",
                    "listindexes",
                    "ping",
                    "hello",
                    "ismaster",
                    "buildinfo",
                    "endsessions",
                    "killcursors");

    /** MongoDB's own, where a client names none. */
    private static final int FIRST_BATCH = 101;

    private static final int NEXT_BATCH = 1_000;
    private static final int OUT_OF_SPACE = 14031;

    private final Store store;

    /** Takes ownership of the store. Opens the database, and makes it where there is none. */
    public StoredBackend(Store store, String database) {
        this.store = store;
        MongoDatabase _ = store.prepare(() -> resolveDatabase(database));
    }

    @Override
    protected MongoDatabase openOrCreateDatabase(String name) {
        return new StoredDatabase(name, store, getCursorRegistry());
    }

    @Override
    public Document handleCommand(Channel channel, String database, String name, Document query) {
        String command = name.toLowerCase(Locale.ROOT);
        switch (command) {
            case "find" -> query.putIfAbsent("batchSize", FIRST_BATCH);
            case "getmore" -> query.putIfAbsent("batchSize", NEXT_BATCH);
            default -> {}
        }
        Supplier<Document> handle = () -> super.handleCommand(channel, database, name, query);
        return READS.contains(command) ? store.read(handle) : write(command, handle);
    }

    private Document write(String command, Supplier<Document> handle) {
        try {
            return store.write(() -> outcome(command, handle)).get();
        } catch (RefusedWriteException e) {
            throw new MongoServerError(OUT_OF_SPACE, "OutOfDiskSpace", e.getMessage(), e);
        }
    }

    /**
     * The answer, or the error to throw. What a command did before its error stays done, as in
     * MongoDB; half an index does not.
     */
    private Supplier<Document> outcome(String command, Supplier<Document> handle) {
        try {
            Document answer = handle.get();
            return () -> answer;
        } catch (FailedStoreException e) {
            throw e;
        } catch (RuntimeException e) {
            if (command.equals("createindexes")) {
                store.discard();
            }
            return () -> {
                throw e;
            };
        }
    }

    @Override
    public void close() {
        super.close();
        store.close();
    }
}

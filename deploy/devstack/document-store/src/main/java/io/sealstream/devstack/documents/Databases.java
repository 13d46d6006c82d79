package io.sealstream.devstack.documents;

import de.bwaldvogel.mongo.MongoBackend;
import io.sealstream.devstack.documents.engine.StoredBackend;
import io.sealstream.devstack.documents.storage.DamagedStoreException;
import io.sealstream.devstack.documents.storage.Memory;
import io.sealstream.devstack.documents.storage.Store;
import io.sealstream.protocol.ServiceName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * One database, in a folder of its own, for each service that has one. Nothing is shared but
 * memory, not even cursors: what belongs to another service cannot be named.
 */
final class Databases implements AutoCloseable {
    private static final Map<ServiceName, String> OWNED =
            Map.of(ServiceName.VAULT_KEYS, "vault_keys", ServiceName.STORAGE, "storage");

    private final Memory memory = new Memory();
    private final Map<ServiceName, MongoBackend> backends = new EnumMap<>(ServiceName.class);

    private Databases() {}

    /**
     * Opens all of them.
     *
     * @param reserve bytes of the disk that stay free; writes are refused when there are fewer
     * @throws DamagedStoreException when one would lack something
     */
    static Databases open(Path folder, long reserve) throws IOException {
        Databases databases = new Databases();
        try {
            for (var owned : OWNED.entrySet()) {
                String name = owned.getValue();
                refuseFormer(folder.resolve(name + ".mv"));
                Store store = Store.open(folder.resolve(name), databases.memory, reserve);
                databases.backends.put(owned.getKey(), backend(store, name));
            }
            return databases;
        } catch (IOException | RuntimeException e) {
            databases.close();
            throw e;
        }
    }

    private static MongoBackend backend(Store store, String name) {
        return new OwnDatabaseOnly(
                name, new CountingBackend(new FailFast(new StoredBackend(store, name))));
    }

    /** What the first versions kept is not read any more, and not forgotten without a word. */
    private static void refuseFormer(Path file) throws IOException {
        if (Files.exists(file)) {
            throw new IOException(
                    file
                            + " was written by an earlier version and cannot be read. Delete the"
                            + " state of the whole stack to start empty.");
        }
    }

    /** The backend of a service; empty for a service without a database. */
    Optional<MongoBackend> of(ServiceName service) {
        return Optional.ofNullable(backends.get(service));
    }

    @Override
    public void close() {
        backends.values().forEach(MongoBackend::close);
        memory.close();
    }
}

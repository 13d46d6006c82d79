package io.sealstream.devstack.documents;

import de.bwaldvogel.mongo.MongoBackend;
import io.sealstream.protocol.ServiceName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * One database, in a file of its own, for each service that has one. Nothing is shared, not even
 * cursors: what belongs to another service cannot be named.
 */
final class Databases implements AutoCloseable {
    private static final Map<ServiceName, String> OWNED =
            Map.of(ServiceName.VAULT_KEYS, "vault_keys", ServiceName.STORAGE, "storage");

    private final Map<ServiceName, MongoBackend> backends = new EnumMap<>(ServiceName.class);

    static Databases open(Path folder) throws IOException {
        Files.createDirectories(folder);
        Databases databases = new Databases();
        OWNED.forEach((service, name) ->
                databases.backends.put(
                        service,
                        new OwnDatabaseOnly(
                                name,
                                new CountingBackend(
                                        DurableBackend.open(folder.resolve(name + ".mv"))))));
        return databases;
    }

    /** The backend of a service; empty for a service without a database. */
    Optional<MongoBackend> of(ServiceName service) {
        return Optional.ofNullable(backends.get(service));
    }

    @Override
    public void close() {
        backends.values().forEach(MongoBackend::close);
    }
}

package io.sealstream.storage.mongo;

import com.mongodb.client.MongoClients;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import io.sealstream.servicekit.documents.DocumentConnection;
import org.junit.jupiter.api.AfterEach;

/** The contract on mongo-java-server, which the local stack uses. */
class EmulatorStoresTest extends MongoStoresContract {
    private final MongoServer server = new MongoServer(new MemoryBackend());

    @Override
    protected DocumentConnection emptyDatabase() {
        return DocumentConnection.takeOwnershipOf(
                MongoClients.create(server.bindAndGetConnectionString()), "storage");
    }

    @AfterEach
    void stop() {
        server.shutdownNow();
    }
}

package io.sealstream.keys.mongo;

import com.mongodb.client.MongoClients;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import io.sealstream.servicekit.documents.DocumentConnection;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** The contract on mongo-java-server, which the local stack uses. */
class EmulatorDocumentsTest extends MongoDocumentsContract {
    private final List<MongoServer> servers = new ArrayList<>();

    @Override
    protected DocumentConnection emptyDatabase() {
        MongoServer server = new MongoServer(new MemoryBackend());
        servers.add(server);
        return DocumentConnection.takeOwnershipOf(
                MongoClients.create(server.bindAndGetConnectionString()), "vault_keys");
    }

    @AfterEach
    void stop() {
        servers.forEach(MongoServer::shutdownNow);
    }
}

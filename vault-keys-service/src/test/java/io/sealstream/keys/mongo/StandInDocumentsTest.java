package io.sealstream.keys.mongo;

import com.mongodb.MongoClientSettings;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** The contract on mongo-java-server, which the local stack uses. */
class StandInDocumentsTest extends MongoDocumentsContract {
    private final List<MongoServer> servers = new ArrayList<>();

    @Override
    protected MongoClientSettings emptyServer() {
        MongoServer server = new MongoServer(new MemoryBackend());
        servers.add(server);
        return Documents.settings("mongodb:/" + server.bind()).build();
    }

    @AfterEach
    void stop() {
        servers.forEach(MongoServer::shutdownNow);
    }
}

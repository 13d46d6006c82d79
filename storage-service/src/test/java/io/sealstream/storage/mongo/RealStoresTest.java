package io.sealstream.storage.mongo;

import io.sealstream.peers.PeerImage;
import io.sealstream.peers.container.OnRealServer;
import io.sealstream.peers.container.RunningDocuments;
import io.sealstream.protocol.ServiceName;
import io.sealstream.servicekit.documents.DocumentConnection;
import io.sealstream.servicekit.documents.DocumentLogin;
import io.sealstream.servicekit.documents.DocumentSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The contract on a durable server, connected as the service connects. */
@OnRealServer(PeerImage.DOCUMENTS)
class RealStoresTest extends MongoStoresContract {
    private static RunningDocuments server;

    private record Settings(String url, DocumentLogin login, Optional<Path> passwordFile)
            implements DocumentSettings {}

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        server = RunningDocuments.start(folder);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Override
    protected DocumentConnection emptyDatabase() throws IOException {
        DocumentConnection connection =
                DocumentConnection.open(
                        new Settings(
                                "mongodb://localhost:" + server.port(),
                                DocumentLogin.SCRAM_SHA_256,
                                Optional.of(server.passwordFile(ServiceName.STORAGE))),
                        server.identity(ServiceName.STORAGE),
                        "storage");
        connection.database().drop();
        return connection;
    }
}

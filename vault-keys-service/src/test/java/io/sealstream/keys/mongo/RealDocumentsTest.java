package io.sealstream.keys.mongo;

import io.sealstream.peers.PeerImage;
import io.sealstream.peers.container.OnRealServer;
import io.sealstream.peers.container.RunningDocuments;
import io.sealstream.protocol.ServiceName;
import io.sealstream.servicekit.documents.DocumentConnection;
import io.sealstream.servicekit.documents.DocumentLogin;
import io.sealstream.servicekit.documents.DocumentSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The contract on a durable server, connected as the service connects. */
@OnRealServer(PeerImage.DOCUMENTS)
class RealDocumentsTest extends MongoDocumentsContract {
    private static @Nullable RunningDocuments server;

    private record Settings(String url, DocumentLogin login, Optional<Path> passwordFile)
            implements DocumentSettings {}

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        server = RunningDocuments.start(folder);
    }

    @AfterAll
    static void stop() {
        Objects.requireNonNull(server).close();
    }

    @Override
    protected DocumentConnection emptyDatabase() throws IOException {
        RunningDocuments running = Objects.requireNonNull(server);
        DocumentConnection connection =
                DocumentConnection.open(
                        new Settings(
                                "mongodb://localhost:" + running.port(),
                                DocumentLogin.SCRAM_SHA_256,
                                Optional.of(running.passwordFile(ServiceName.VAULT_KEYS))),
                        running.identity(ServiceName.VAULT_KEYS),
                        "vault_keys");
        connection.database().drop();
        return connection;
    }
}

package io.sealstream.devstack.documents;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import io.sealstream.protocol.ServiceName;
import java.nio.file.Path;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract on the emulator, and what it does beyond that. */
class EmulatorServerTest extends DocumentServerContract {
    private static RunningStore store;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        store = new RunningStore(folder);
    }

    @AfterAll
    static void stop() {
        store.close();
    }

    @Override
    protected ServerUnderTest server() {
        return store;
    }

    @Test
    void aServiceSeesItsOwnDatabaseOnly() throws Exception {
        try (MongoClient client = store.clientOf(ServiceName.VAULT_KEYS)) {
            collection(client, "vault_keys").insertOne(new Document("_id", "mine"));

            assertThatThrownBy(() -> collection(client, "storage").find().first())
                    .isInstanceOf(MongoException.class)
                    .hasMessageContaining("not authorized");
            assertThatThrownBy(
                            () -> collection(client, "storage").insertOne(new Document("_id", "x")))
                    .isInstanceOf(MongoException.class);
            assertThatThrownBy(() -> client.getDatabase("storage").drop())
                    .isInstanceOf(MongoException.class);
        }
    }
}

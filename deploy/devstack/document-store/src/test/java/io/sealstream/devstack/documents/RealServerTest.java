package io.sealstream.devstack.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.MongoClientSettings;
import com.mongodb.MongoCredential;
import com.mongodb.MongoException;
import com.mongodb.ServerAddress;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import io.sealstream.devstack.identity.TemporaryAuthority;
import io.sealstream.peers.PeerImage;
import io.sealstream.peers.container.OnRealServer;
import io.sealstream.peers.container.RunningDocuments;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.identity.TlsIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract on a durable server, and what the emulator does not do. */
@OnRealServer(PeerImage.DOCUMENTS)
class RealServerTest extends DocumentServerContract {
    private static RunningDocuments documents;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        documents = RunningDocuments.start(folder);
    }

    @AfterAll
    static void stop() {
        documents.close();
    }

    /** Its sweep of expired documents comes once a minute. */
    @Test
    void anExpiredDocumentGoes() throws Exception {
        try (MongoClient client = server().clientOf(ServiceName.STORAGE)) {
            // Given
            MongoCollection<Document> tokens = client.getDatabase("storage").getCollection("ttl");
            tokens.createIndex(
                    Indexes.ascending("expiresAt"),
                    new IndexOptions().expireAfter(0L, TimeUnit.SECONDS));

            // When
            tokens.insertOne(new Document("expiresAt", Date.from(Instant.now())));

            // Then
            await().atMost(Duration.ofMinutes(3))
                    .untilAsserted(() -> assertThat(tokens.countDocuments()).isZero());
        }
    }

    @Test
    void aCertificateWithoutAPasswordReadsNothing() throws Exception {
        TlsIdentity identity = documents.identity(ServiceName.STORAGE);
        try (MongoClient client = MongoClients.create(settings(identity).build())) {
            assertThatThrownBy(() -> collection(client, "storage").find().first())
                    .isInstanceOf(MongoException.class);
        }
    }

    @Override
    protected ServerUnderTest server() {
        return new ServerUnderTest() {
            @Override
            public MongoClient clientOf(ServiceName service) throws IOException {
                return client(documents.identity(service), service);
            }

            @Override
            public MongoClient clientOf(TemporaryAuthority issuer, ServiceName service)
                    throws IOException {
                return client(documents.identity(issuer, service), service);
            }

            @Override
            public int port() {
                return documents.port();
            }

            @Override
            public void kill() {
                documents.kill();
            }

            @Override
            public void start() throws IOException, InterruptedException {
                documents.startAgain();
            }
        };
    }

    /** A service without a database has no user either, and so comes with a password of nobody. */
    private static MongoClient client(TlsIdentity identity, ServiceName service)
            throws IOException {
        Path file = documents.passwordFile(service);
        String password = Files.exists(file) ? Files.readString(file).strip() : "none-was-given";
        return MongoClients.create(
                settings(identity)
                        .credential(
                                MongoCredential.createScramSha256Credential(
                                        service.label(), "admin", password.toCharArray()))
                        .build());
    }

    private static MongoClientSettings.Builder settings(TlsIdentity identity) {
        return MongoClientSettings.builder()
                .applyToClusterSettings(cluster ->
                        cluster.hosts(List.of(new ServerAddress("localhost", documents.port())))
                                .serverSelectionTimeout(8, TimeUnit.SECONDS))
                .applyToSslSettings(ssl ->
                        ssl.enabled(true).context(identity.client(ServiceName.DOCUMENT_STORE)));
    }
}

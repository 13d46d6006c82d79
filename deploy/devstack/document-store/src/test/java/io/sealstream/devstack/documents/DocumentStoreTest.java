package io.sealstream.devstack.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertManyOptions;
import io.sealstream.devstack.identity.TemporaryAuthority;
import io.sealstream.protocol.ServiceName;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The store as a process of its own, with MongoDB's driver. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DocumentStoreTest {
    private RunningStore store;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        store = new RunningStore(folder);
    }

    @AfterAll
    void stop() throws Exception {
        store.close();
    }

    private static MongoCollection<Document> collection(MongoClient client, String database) {
        return client.getDatabase(database)
                .getCollection("things")
                .withWriteConcern(WriteConcern.MAJORITY.withJournal(true));
    }

    @Test
    void acknowledgedWritesSurviveKillingTheProcess() throws Exception {
        // Given
        int written = 200;
        try (MongoClient client = store.clientOf(ServiceName.STORAGE)) {
            for (int i = 0; i < written; i++) {
                collection(client, "storage").insertOne(new Document("_id", "kill-" + i));
            }

            // When
            store.kill();
        }
        store.start();

        // Then
        try (MongoClient client = store.clientOf(ServiceName.STORAGE)) {
            assertThat(collection(client, "storage").countDocuments(Filters.regex("_id", "^kill-")))
                    .isEqualTo(written);
        }
    }

    @Test
    void anUnorderedInsertReportsDuplicatesAndStoresTheRest() throws Exception {
        try (MongoClient client = store.clientOf(ServiceName.STORAGE)) {
            // Given
            MongoCollection<Document> things = collection(client, "storage");
            things.insertOne(new Document("_id", "batch-1"));
            List<Document> batch =
                    IntStream.range(0, 3).mapToObj(i -> new Document("_id", "batch-" + i)).toList();

            // When
            assertThatThrownBy(
                            () -> things.insertMany(batch, new InsertManyOptions().ordered(false)))
                    .isInstanceOfSatisfying(
                            MongoBulkWriteException.class,
                            e ->
                                    assertThat(e.getWriteErrors().getFirst().getCode())
                                            .isEqualTo(11000));

            // Then
            assertThat(things.countDocuments(Filters.regex("_id", "^batch-"))).isEqualTo(3);
        }
    }

    @Test
    void indexesAreMadeAndUsedForOrderedReads() throws Exception {
        try (MongoClient client = store.clientOf(ServiceName.STORAGE)) {
            MongoCollection<Document> things = collection(client, "storage");
            things.createIndex(Indexes.ascending("t", "n"), new IndexOptions().name("by-time"));
            IntStream.range(0, 5)
                    .forEach(i -> things.insertOne(new Document("t", "x").append("n", 5 - i)));

            assertThat(things.find(Filters.eq("t", "x")).sort(Indexes.ascending("n")).first())
                    .containsEntry("n", 1);
        }
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

    @Test
    void aServiceWithoutADatabaseGetsNoAnswer() throws Exception {
        try (MongoClient client = store.clientOf(ServiceName.INGEST)) {
            assertThatThrownBy(() -> collection(client, "storage").find().first())
                    .isInstanceOf(MongoException.class);
        }
    }

    @Test
    void aClientOfAnotherAuthorityGetsNoAnswer() throws Exception {
        TemporaryAuthority other = TemporaryAuthority.create(Duration.ofHours(1));
        try (MongoClient client = store.clientOf(other, ServiceName.STORAGE)) {
            assertThatThrownBy(() -> collection(client, "storage").find().first())
                    .isInstanceOf(MongoException.class);
        }
    }

    @Test
    void plaintextIsNotAnswered() throws Exception {
        try (Socket socket = new Socket("localhost", store.port())) {
            socket.setSoTimeout(3000);
            OutputStream out = socket.getOutputStream();
            out.write(new byte[] {16, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, (byte) 0xdd, 7, 0, 0});
            out.flush();

            byte[] answer = socket.getInputStream().readNBytes(64);

            // A TLS alert at most: record type 21.
            assertThat(answer.length == 0 || answer[0] == 21).isTrue();
        }
    }
}

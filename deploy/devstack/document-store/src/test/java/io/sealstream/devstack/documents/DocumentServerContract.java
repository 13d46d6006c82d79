package io.sealstream.devstack.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Updates;
import io.sealstream.devstack.identity.TemporaryAuthority;
import io.sealstream.protocol.ServiceName;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/**
 * What the services rely on in a document server that is a process of its own, with MongoDB's
 * driver. A subclass says where one is.
 */
abstract class DocumentServerContract {

    /** The server. */
    protected abstract ServerUnderTest server();

    static MongoCollection<Document> collection(MongoClient client, String database) {
        return client.getDatabase(database)
                .getCollection("things")
                .withWriteConcern(WriteConcern.MAJORITY.withJournal(true));
    }

    @Test
    void acknowledgedWritesSurviveKillingTheProcess() throws Exception {
        // Given
        int written = 200;
        try (MongoClient client = server().clientOf(ServiceName.STORAGE)) {
            for (int i = 0; i < written; i++) {
                collection(client, "storage").insertOne(new Document("_id", "kill-" + i));
            }

            // When
            server().kill();
        }
        server().start();

        // Then
        try (MongoClient client = server().clientOf(ServiceName.STORAGE)) {
            assertThat(collection(client, "storage").countDocuments(Filters.regex("_id", "^kill-")))
                    .isEqualTo(written);
        }
    }

    @Test
    void anUnorderedInsertReportsDuplicatesAndStoresTheRest() throws Exception {
        try (MongoClient client = server().clientOf(ServiceName.STORAGE)) {
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
    void anOrderedInsertStopsAtTheFirstDuplicate() throws Exception {
        try (MongoClient client = server().clientOf(ServiceName.STORAGE)) {
            // Given
            MongoCollection<Document> things = collection(client, "storage");
            things.insertOne(new Document("_id", "order-1"));
            List<Document> batch =
                    IntStream.range(0, 3).mapToObj(i -> new Document("_id", "order-" + i)).toList();

            // When, Then
            assertThatThrownBy(() -> things.insertMany(batch))
                    .isInstanceOfSatisfying(
                            MongoBulkWriteException.class,
                            e -> assertThat(e.getWriteResult().getInsertedCount()).isEqualTo(1));
            assertThat(things.countDocuments(Filters.regex("_id", "^order-"))).isEqualTo(2);
        }
    }

    @Test
    void ofTwoWritersOfTheSameBatchEachDocumentIsStoredByOne() throws Exception {
        // Given
        List<Document> batch =
                IntStream.range(0, 300).mapToObj(i -> new Document("_id", "race-" + i)).toList();
        try (MongoClient client = server().clientOf(ServiceName.STORAGE)) {
            MongoCollection<Document> things = collection(client, "storage");

            // When
            long inserted = sum(4, () -> insert(things, batch));

            // Then
            assertThat(inserted).isEqualTo(batch.size());
            assertThat(things.countDocuments(Filters.regex("_id", "^race-")))
                    .isEqualTo(batch.size());
        }
    }

    /** Does the same from several threads at once. */
    private static long sum(int writers, Callable<Long> work) throws Exception {
        long sum = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Long> result : threads.invokeAll(Collections.nCopies(writers, work))) {
                sum += result.get();
            }
        }
        return sum;
    }

    /** How many were stored; a duplicate is the only error there may be. */
    private static long insert(MongoCollection<Document> things, List<Document> batch) {
        List<Document> shuffled = new ArrayList<>(batch);
        Collections.shuffle(shuffled);
        try {
            things.insertMany(shuffled, new InsertManyOptions().ordered(false));
            return batch.size();
        } catch (MongoBulkWriteException e) {
            assertThat(e.getWriteErrors()).allMatch(error -> error.getCode() == 11000);
            assertThat(e.getWriteConcernError()).isNull();
            return e.getWriteResult().getInsertedCount();
        }
    }

    @Test
    void aUniqueIndexHoldsAndOneOfManyUpdatesWins() throws Exception {
        try (MongoClient client = server().clientOf(ServiceName.STORAGE)) {
            // Given
            MongoCollection<Document> things = collection(client, "storage");
            things.createIndex(
                    Indexes.ascending("serial"), new IndexOptions().unique(true).sparse(true));
            things.insertOne(new Document("_id", "cas").append("serial", 1).append("version", 1));

            // When
            long won =
                    sum(
                            8,
                            () ->
                                    things.updateOne(
                                                    Filters.and(
                                                            Filters.eq("cas"),
                                                            Filters.eq("version", 1)),
                                                    Updates.set("version", 2))
                                            .getMatchedCount());

            // Then
            assertThat(won).isEqualTo(1);
            assertThatThrownBy(() -> things.insertOne(new Document("_id", "b").append("serial", 1)))
                    .isInstanceOfSatisfying(
                            MongoWriteException.class,
                            e ->
                                    assertThat(e.getError().getCategory())
                                            .isEqualTo(ErrorCategory.DUPLICATE_KEY));
        }
    }

    @Test
    void whatHasNotExpiredStaysUnderAnExpiringIndex() throws Exception {
        try (MongoClient client = server().clientOf(ServiceName.STORAGE)) {
            MongoCollection<Document> things = collection(client, "storage");
            things.createIndex(
                    Indexes.ascending("expiresAt"),
                    new IndexOptions().expireAfter(0L, TimeUnit.SECONDS));
            Date tomorrow = Date.from(Instant.now().plus(Duration.ofDays(1)));
            things.insertOne(new Document("_id", "kept").append("expiresAt", tomorrow));

            assertThat(things.find(Filters.eq("kept")).first()).isNotNull();
        }
    }

    @Test
    void indexesAreMadeAndUsedForOrderedReads() throws Exception {
        try (MongoClient client = server().clientOf(ServiceName.STORAGE)) {
            MongoCollection<Document> things = collection(client, "storage");
            things.createIndex(Indexes.ascending("t", "n"), new IndexOptions().name("by-time"));
            IntStream.range(0, 5)
                    .forEach(i -> things.insertOne(new Document("t", "x").append("n", 5 - i)));

            assertThat(things.find(Filters.eq("t", "x")).sort(Indexes.ascending("n")).first())
                    .containsEntry("n", 1);
        }
    }

    @Test
    void aServiceWithoutADatabaseGetsNoAnswer() throws Exception {
        try (MongoClient client = server().clientOf(ServiceName.INGEST)) {
            assertThatThrownBy(() -> collection(client, "storage").find().first())
                    .isInstanceOf(MongoException.class);
        }
    }

    @Test
    void aClientOfAnotherAuthorityGetsNoAnswer() throws Exception {
        TemporaryAuthority other = TemporaryAuthority.create(Duration.ofHours(1));
        try (MongoClient client = server().clientOf(other, ServiceName.STORAGE)) {
            assertThatThrownBy(() -> collection(client, "storage").find().first())
                    .isInstanceOf(MongoException.class);
        }
    }

    @Test
    void plaintextIsNotAnswered() throws Exception {
        try (Socket socket = new Socket("localhost", server().port())) {
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

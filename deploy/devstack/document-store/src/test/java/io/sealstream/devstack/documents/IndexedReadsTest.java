package io.sealstream.devstack.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import io.sealstream.protocol.ServiceName;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads that an index must serve, and what indexes do as documents change. */
class IndexedReadsTest {
    /** More of one stream than the emulator sorts in memory. */
    private static final int EVENTS = 30_000;

    private static RunningStore store;
    private static MongoClient client;
    private static MongoCollection<Document> stream;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        store = new RunningStore(folder);
        client = store.clientOf(ServiceName.STORAGE);
        stream = client.getDatabase("storage").getCollection("stream");
        stream.createIndex(
                Indexes.ascending("tenant", "device", "stream", "receivedAt", "eventId"));
        for (int from = 0; from < EVENTS; from += 500) {
            stream.insertMany(
                    IntStream.range(from, from + 500).mapToObj(IndexedReadsTest::event).toList());
        }
    }

    @AfterAll
    static void stop() {
        client.close();
        store.close();
    }

    /** Two events a time, and names whose order is not that of the times. */
    private static Document event(int number) {
        return new Document("_id", "x" + (number * 7919L) % EVENTS)
                .append("tenant", "t")
                .append("device", "d")
                .append("stream", "s")
                .append("receivedAt", time(number / 2))
                .append("eventId", "e" + number % 2)
                .append("number", number);
    }

    private static Date time(long millis) {
        return Date.from(Instant.ofEpochMilli(millis));
    }

    private static Bson after(Date time, String id) {
        return Filters.and(
                Filters.eq("tenant", "t"),
                Filters.eq("device", "d"),
                Filters.eq("stream", "s"),
                Filters.gte("receivedAt", time),
                Filters.or(
                        Filters.gt("receivedAt", time),
                        Filters.and(Filters.eq("receivedAt", time), Filters.gt("eventId", id))));
    }

    @Test
    void aStreamIsReadInTheOrderOfItsIndexPageByPage() {
        List<Integer> numbers = new ArrayList<>();
        Date time = time(0);
        String id = "";
        while (true) {
            List<Document> page =
                    stream.find(after(time, id))
                            .sort(Sorts.ascending("receivedAt", "eventId"))
                            .limit(997)
                            .into(new ArrayList<>());
            if (page.isEmpty()) {
                break;
            }
            page.forEach(event -> numbers.add(event.getInteger("number")));
            time = page.getLast().getDate("receivedAt");
            id = page.getLast().getString("eventId");
        }

        assertThat(numbers).containsExactlyElementsOf(IntStream.range(0, EVENTS).boxed().toList());
    }

    @Test
    void aStreamIsReadBackwardsFromItsEnd() {
        List<Integer> numbers =
                stream.find(
                                Filters.and(
                                        Filters.eq("tenant", "t"),
                                        Filters.eq("device", "d"),
                                        Filters.eq("stream", "s"),
                                        Filters.lt("receivedAt", time(1000))))
                        .sort(Sorts.descending("receivedAt", "eventId"))
                        .batchSize(7)
                        .map(event -> event.getInteger("number"))
                        .into(new ArrayList<>());

        assertThat(numbers)
                .containsExactlyElementsOf(
                        IntStream.range(0, 2000).map(i -> 1999 - i).boxed().toList());
    }

    @Test
    void anOrderNoIndexServesIsRefusedRatherThanHeldInMemory() {
        assertThatThrownBy(() ->
                        stream.find(Filters.eq("tenant", "t"))
                                .sort(Sorts.ascending("number"))
                                .first())
                .isInstanceOfSatisfying(
                        MongoException.class, e -> assertThat(e.getCode()).isEqualTo(292));
    }

    @Test
    void aRangeOfTimesIsFound() {
        assertThat(
                        stream.find(
                                        Filters.and(
                                                Filters.eq("tenant", "t"),
                                                Filters.eq("device", "d"),
                                                Filters.eq("stream", "s"),
                                                Filters.gte("receivedAt", time(100)),
                                                Filters.lt("receivedAt", time(110))))
                                .map(event -> event.getInteger("number"))
                                .into(new ArrayList<>()))
                .containsExactlyElementsOf(IntStream.range(200, 220).boxed().toList());
    }

    @Test
    void namesAreFoundWhateverTheirOrderAndOnceEach() {
        assertThat(
                        stream.find(Filters.in("_id", "x9", "x2", "none", "x9", "x11"))
                                .map(event -> event.getString("_id"))
                                .into(new ArrayList<>()))
                .containsExactlyInAnyOrder("x9", "x2", "x11");
    }

    @Test
    void anIndexFollowsItsDocuments() {
        MongoCollection<Document> devices = client.getDatabase("storage").getCollection("devices");
        devices.createIndex(Indexes.ascending("pending"));
        devices.createIndex(Indexes.ascending("serial"), new IndexOptions().unique(true));
        for (long i = 0; i < 5; i++) {
            devices.insertOne(
                    new Document("_id", "d" + i).append("serial", i).append("pending", true));
        }

        devices.updateOne(Filters.eq("d1"), Updates.set("pending", false));
        devices.updateMany(Filters.eq("pending", true), Updates.inc("version", 1));
        devices.deleteOne(Filters.eq("d2"));

        assertThat(ids(devices, Filters.eq("pending", true))).containsExactly("d0", "d3", "d4");
        assertThat(ids(devices, Filters.eq("version", 1))).containsExactly("d0", "d3", "d4");
        assertThat(ids(devices, Filters.eq("serial", 2))).isEmpty();
        assertThat(ids(devices, Filters.gt("serial", 2.5))).containsExactly("d3", "d4");
        assertThatThrownBy(() -> devices.updateOne(Filters.eq("d3"), Updates.set("serial", 4.0)))
                .hasMessageContaining("duplicate key");
        devices.insertOne(new Document("_id", "d5").append("serial", 2));
    }

    @Test
    void whatIsDroppedDoesNotComeBackWithARestart() throws Exception {
        MongoCollection<Document> gone = client.getDatabase("storage").getCollection("gone");
        gone.createIndex(Indexes.ascending("serial"), new IndexOptions().unique(true));
        gone.insertOne(new Document("_id", "a").append("serial", 1));

        gone.drop();
        store.kill();
        store.start();

        assertThat(gone.listIndexes().into(new ArrayList<>())).isEmpty();
        gone.insertMany(
                List.of(
                        new Document("_id", "b").append("serial", 1),
                        new Document("_id", "c").append("serial", 1)));
        assertThat(ids(gone, Filters.eq("serial", 1))).containsExactly("b", "c");
    }

    @Test
    void anIndexMadeLaterHoldsWhatWasThereBefore() {
        MongoCollection<Document> late = client.getDatabase("storage").getCollection("late");
        late.insertMany(
                List.of(
                        new Document("_id", 1).append("n", 1),
                        new Document("_id", 2).append("n", 1L),
                        new Document("_id", 3)));

        assertThatThrownBy(() ->
                        late.createIndex(Indexes.ascending("n"), new IndexOptions().unique(true)))
                .isInstanceOf(MongoException.class);
        late.createIndex(Indexes.ascending("n"));

        assertThat(late.find(Filters.eq("n", 1)).into(new ArrayList<>())).hasSize(2);
        assertThat(late.find(Filters.eq("n", null)).into(new ArrayList<>())).hasSize(1);
    }

    @Test
    void whatCannotBeIndexedIsNotStoredEither() {
        MongoCollection<Document> tags = client.getDatabase("storage").getCollection("tags");
        tags.createIndex(Indexes.ascending("tag"));

        assertThatThrownBy(() ->
                        tags.insertOne(new Document("_id", 1).append("tag", List.of("a", "b"))))
                .hasMessageContaining("does not index");
        assertThat(tags.find().first()).isNull();
    }

    private static List<String> ids(MongoCollection<Document> collection, Bson filter) {
        return collection
                .find(filter)
                .sort(Sorts.ascending("_id"))
                .map(d -> d.getString("_id"))
                .into(new ArrayList<>());
    }
}

package io.sealstream.devstack.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import io.sealstream.protocol.ServiceName;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that was stopped as the launcher stops it, and started again. */
class RestartedStoreTest {
    private static final int EVENTS = 250_000;
    private static final int BATCH = 500;
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @Test
    void aQuarterOfAMillionEventsAreReadableTenSecondsLater(@TempDir Path folder) throws Exception {
        try (RunningStore store = new RunningStore(folder)) {
            // Given
            insert(store, EVENTS);
            store.stop();

            // When
            Instant start = Instant.now();
            store.start();

            // Then
            try (MongoClient client = store.clientOf(ServiceName.STORAGE)) {
                MongoCollection<Document> events = Events.collection(client);
                assertThat(events.find(Filters.eq(Events.id(1))).first()).isNotNull();
                assertThat(Duration.between(start, Instant.now())).isLessThan(LIMIT);
                assertThat(numbers(events).cardinality()).isEqualTo(EVENTS);
            }
        }
    }

    @Test
    void aDamagedTableEndsTheProcessWithItsName(@TempDir Path folder) throws Exception {
        try (RunningStore store = new RunningStore(folder)) {
            // Given
            insert(store, BATCH);
            store.stop();
            Path table = table(RunningStore.state(folder).resolve("storage"));
            flipAByte(table);

            // When
            store.start();

            // Then
            assertThat(store.exitStatus()).isEqualTo(1);
            assertThat(store.log())
                    .contains(table.getFileName().toString())
                    .contains("delete the state of the whole stack");
        }
    }

    private static void insert(RunningStore store, int events) throws Exception {
        try (MongoClient client = store.clientOf(ServiceName.STORAGE)) {
            MongoCollection<Document> collection = Events.collection(client);
            for (int i = 0; i < events; i += BATCH) {
                collection.insertMany(Events.batch(i, BATCH), Events.UNORDERED);
            }
        }
    }

    /** Which events there are, each once and with the content it was stored with. */
    private static BitSet numbers(MongoCollection<Document> events) {
        BitSet numbers = new BitSet(EVENTS);
        for (Document event : events.find().batchSize(BATCH)) {
            int number = event.getInteger("size");
            assertThat(numbers.get(number)).isFalse();
            assertThat(event.getString("_id")).isEqualTo(Events.id(number));
            numbers.set(number);
        }
        return numbers;
    }

    private static Path table(Path folder) throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".sst"))
                    .max((a, b) -> Long.compare(a.toFile().length(), b.toFile().length()))
                    .orElseThrow();
        }
    }

    private static void flipAByte(Path file) throws Exception {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            long middle = bytes.length() / 2;
            bytes.seek(middle);
            int value = bytes.read();
            bytes.seek(middle);
            bytes.write(value ^ 1);
        }
    }
}

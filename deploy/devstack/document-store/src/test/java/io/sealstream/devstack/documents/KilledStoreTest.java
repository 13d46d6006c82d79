package io.sealstream.devstack.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import io.sealstream.protocol.ServiceName;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} while several connections write, again and again on the same store. */
class KilledStoreTest {
    private static final int WRITERS = 3;
    private static final int LARGEST_BATCH = 40;
    private static final int QUERY = 500;

    private final AtomicInteger next = new AtomicInteger();
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final Random random = new Random(7);

    @Test
    void everyAcknowledgedDocumentIsThereAfterTenKills(@TempDir Path folder) throws Exception {
        killAgainAndAgain(folder, 10);
    }

    @Tag("verify")
    @Test
    void everyAcknowledgedDocumentIsThereAfterTwoHundredKills(@TempDir Path folder)
            throws Exception {
        killAgainAndAgain(folder, 200);
    }

    private void killAgainAndAgain(Path folder, int kills) throws Exception {
        Set<String> all = new HashSet<>();
        try (RunningStore store = new RunningStore(folder)) {
            for (int i = 0; i < kills; i++) {
                // When
                acknowledged.clear();
                writeUntilKilled(store);
                store.start();

                // Then
                assertThat(acknowledged).as("of round %d", i).isNotEmpty();
                assertThat(found(store)).as("after kill %d", i).isEqualTo(acknowledged);
                all.addAll(acknowledged);
            }
            // Not containsAll, which takes hours for some 100,000 names.
            all.removeAll(present(store));
            assertThat(all).as("acknowledged and not there").isEmpty();
        }
    }

    /** Which of the last round's are there, each asked for by its name. */
    private Set<String> found(RunningStore store) throws Exception {
        Set<String> found = new HashSet<>();
        List<String> names = List.copyOf(acknowledged);
        try (MongoClient client = store.clientOf(ServiceName.STORAGE)) {
            for (int i = 0; i < names.size(); i += QUERY) {
                Events.collection(client)
                        .find(
                                Filters.in(
                                        "_id", names.subList(i, Math.min(i + QUERY, names.size()))))
                        .projection(Projections.include("_id"))
                        .map(d -> d.getString("_id"))
                        .into(found);
            }
        }
        return found;
    }

    private void writeUntilKilled(RunningStore store) throws Exception {
        ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
        try (MongoClient client = store.clientOf(ServiceName.STORAGE);
                var threads = Executors.newFixedThreadPool(WRITERS)) {
            MongoCollection<Document> events = Events.collection(client);
            for (int i = 0; i < WRITERS; i++) {
                var _ =
                        threads.submit(() -> {
                            try {
                                write(store, events, new Random(next.get()));
                            } catch (RuntimeException e) {
                                failures.add(e);
                            }
                        });
            }
            Thread.sleep(200 + random.nextInt(400));
            store.kill();
        }
        assertThat(failures).isEmpty();
    }

    private void write(RunningStore store, MongoCollection<Document> events, Random sizes) {
        try {
            while (store.isRunning()) {
                int count = 1 + sizes.nextInt(LARGEST_BATCH);
                int from = next.getAndAdd(count);
                events.insertMany(Events.batch(from, count), Events.UNORDERED);
                for (int i = from; i < from + count; i++) {
                    acknowledged.add(Events.id(i));
                }
            }
        } catch (MongoException e) {
            // Not acknowledged: the process was killed meanwhile.
        }
    }

    /** All that is there by its name, which must be what the index leads to. */
    private static Set<String> present(RunningStore store) throws Exception {
        try (MongoClient client = store.clientOf(ServiceName.STORAGE)) {
            MongoCollection<Document> events = Events.collection(client);
            Set<String> byName = new HashSet<>();
            events.find()
                    .projection(Projections.include("_id"))
                    .map(d -> d.getString("_id"))
                    .into(byName);
            Set<String> byIndex = new HashSet<>();
            events.find(Filters.eq("tenant", "tenant-1"))
                    .projection(Projections.include("_id"))
                    .map(d -> d.getString("_id"))
                    .into(byIndex);
            assertThat(byIndex).isEqualTo(byName);
            return byName;
        }
    }
}

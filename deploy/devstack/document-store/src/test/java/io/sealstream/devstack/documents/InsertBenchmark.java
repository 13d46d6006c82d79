package io.sealstream.devstack.documents;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import io.sealstream.protocol.ServiceName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.bson.Document;

/**
 * Prints what an event costs the store and how long it takes to open: {@code InsertBenchmark FOLDER
 * EVENTS BATCH WRITERS [JVM OPTIONS]}. Decides nothing; figures depend on the machine.
 */
final class InsertBenchmark {
    private InsertBenchmark() {}

    public static void main(String[] args) throws Exception {
        Path folder = Files.createDirectories(Path.of(args[0]));
        int events = Integer.parseInt(args[1]);
        int batch = Integer.parseInt(args[2]);
        int writers = Integer.parseInt(args[3]);
        List<String> options = Stream.of(args).skip(4).toList();
        try (RunningStore store = new RunningStore(folder, options)) {
            insert(store, 2_000, batch, writers, 1_000_000_000);
            Duration cpu = store.cpu();
            long start = System.nanoTime();
            insert(store, events, batch, writers, 0);
            report("inserted", events, store.cpu().minus(cpu), System.nanoTime() - start);
            store.stop();
            start = System.nanoTime();
            store.start();
            read(store);
            report("opened", events, store.cpu(), System.nanoTime() - start);
        }
    }

    private static void insert(RunningStore store, int events, int batch, int writers, int first)
            throws Exception {
        AtomicInteger next = new AtomicInteger();
        try (MongoClient client = store.clientOf(ServiceName.STORAGE);
                var threads = Executors.newFixedThreadPool(writers)) {
            MongoCollection<Document> collection = Events.collection(client);
            Callable<Void> writer =
                    () -> {
                        int from;
                        while ((from = next.getAndAdd(batch)) < events) {
                            List<Document> documents =
                                    Events.batch(first + from, Math.min(batch, events - from));
                            collection.insertMany(documents, Events.UNORDERED);
                        }
                        return null;
                    };
            for (Future<Void> done : threads.invokeAll(Collections.nCopies(writers, writer))) {
                done.get();
            }
        }
    }

    private static void read(RunningStore store) throws Exception {
        try (MongoClient client = store.clientOf(ServiceName.STORAGE)) {
            Document first =
                    client.getDatabase("storage")
                            .getCollection("events")
                            .find(new Document("_id", Events.id(1)))
                            .first();
            System.out.println(first == null ? "NOT FOUND" : "found");
        }
    }

    private static void report(String what, int events, Duration cpu, long nanos) {
        System.out.printf(
                "%s: %.1f us of CPU an event, %d ms of CPU, %d ms%n",
                what, cpu.toNanos() / 1e3 / events, cpu.toMillis(), nanos / 1_000_000);
    }
}

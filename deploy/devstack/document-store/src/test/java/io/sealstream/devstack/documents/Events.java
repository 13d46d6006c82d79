package io.sealstream.devstack.documents;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertManyOptions;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.types.Binary;

/** Events as the storage service writes them: about 700 bytes each, and one compound index. */
final class Events {
    static final InsertManyOptions UNORDERED = new InsertManyOptions().ordered(false);

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int DEVICES = 50;
    private static final String SIGNATURE_BASE =
            "\"@method\": POST\n\"@path\": /v1/streams/telemetry\n\"content-digest\": sha-256=:x:\n";

    private Events() {}

    /** The collection with its index. */
    static MongoCollection<Document> collection(MongoClient client) {
        MongoCollection<Document> events =
                client.getDatabase("storage")
                        .getCollection("events")
                        .withWriteConcern(WriteConcern.MAJORITY.withJournal(true));
        events.createIndex(
                Indexes.ascending("tenant", "device", "stream", "receivedAt", "eventId"));
        return events;
    }

    /**
     * The events {@code from} to {@code from + count}; the same number is always the same event.
     */
    static List<Document> batch(int from, int count) {
        return IntStream.range(from, from + count).mapToObj(Events::event).toList();
    }

    static String id(int number) {
        return "tenant-1/" + device(number) + "/" + new UUID(number * 0x9E3779B97F4A7C15L, number);
    }

    static String device(int number) {
        return "device-" + number % DEVICES;
    }

    private static Document event(int number) {
        String id = id(number);
        Random random = new Random(number);
        return new Document("_id", id)
                .append("tenant", "tenant-1")
                .append("device", device(number))
                .append("stream", "telemetry")
                .append("eventId", id.substring(id.lastIndexOf('/') + 1))
                .append("receivedAt", Date.from(START.plusMillis(number)))
                .append("storedAt", Date.from(START.plusMillis(number + 40L)))
                .append("contentType", "application/json")
                .append("contentDigest", "sha-256=:" + "a".repeat(44) + ":")
                .append("size", number)
                .append("sealed", bytes(random, 200))
                .append("signatureBase", SIGNATURE_BASE)
                .append("signature", bytes(random, 64));
    }

    private static Binary bytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return new Binary(bytes);
    }
}

package io.sealstream.benchmarks.observe;

import io.sealstream.benchmarks.load.LoadGenerator;
import io.sealstream.kafka.identity.KafkaConnection;
import io.sealstream.protocol.EventId;
import io.sealstream.protocol.Json;
import io.sealstream.protocol.MalformedRecordException;
import io.sealstream.protocol.RejectedNotice;
import io.sealstream.protocol.StoredNotice;
import io.sealstream.protocol.Topic;
import io.sealstream.protocol.identity.Anchors;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Tells the load generator which events storage has. Storage writes a notice once the database has
 * acknowledged an event, so the time on the notice's record is never before the moment from which a
 * reader gets the event. That time counts, not when the notice arrives here: so this can look
 * seldom, and costs the system little. Both clocks are this machine's.
 */
public final class OutcomeWatch implements AutoCloseable {
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    private final Map<String, Object> settings;
    private final LoadGenerator generator;
    private final Thread thread;
    private final CountDownLatch watching = new CountDownLatch(1);
    private final Map<String, Long> rejections = new ConcurrentHashMap<>();
    private final long nanosAtEpoch;
    private volatile boolean closed;

    /** Starts watching with the identity in a folder. */
    public OutcomeWatch(String broker, Path identity, LoadGenerator generator) {
        this.generator = generator;
        this.nanosAtEpoch =
                System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
        this.settings = KafkaConnection.settings(broker, identity, Anchors.SERVICES);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5000);
        this.thread = Thread.ofPlatform().name("outcomes").daemon().start(this::run);
    }

    /** Waits until nothing that is written from now on can be missed. */
    public void await() throws InterruptedException {
        if (!watching.await(30, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the broker does not let the outcomes be read");
        }
    }

    /** Why the guard refused events, and how many. */
    public Map<String, Long> rejections() {
        return Map.copyOf(rejections);
    }

    private void run() {
        try (var consumer =
                new KafkaConsumer<>(
                        settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions =
                    Stream.of(Topic.STORED, Topic.REJECTED)
                            .flatMap(topic -> consumer.partitionsFor(topic.topicName()).stream())
                            .map(info -> new TopicPartition(info.topic(), info.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            partitions.forEach(consumer::position);
            watching.countDown();
            while (!closed) {
                record(consumer.poll(Duration.ofMillis(100)));
                Thread.sleep(LOOK_EVERY);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (KafkaException e) {
            System.err.println("the outcomes cannot be read any more: " + e);
        }
    }

    private void record(Iterable<ConsumerRecord<String, byte[]>> records) {
        List<EventId> stored = new ArrayList<>();
        List<Long> at = new ArrayList<>();
        List<EventId> rejected = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : records) {
            try {
                if (record.topic().equals(Topic.STORED.topicName())) {
                    stored.add(Json.read(record.value(), StoredNotice.class).eventId());
                    at.add(record.timestamp());
                } else {
                    RejectedNotice notice = Json.read(record.value(), RejectedNotice.class);
                    rejected.add(notice.eventId());
                    rejections.merge(notice.reason().name(), 1L, Long::sum);
                }
            } catch (MalformedRecordException e) {
                throw new KafkaException("a notice cannot be read", e);
            }
        }
        if (!stored.isEmpty()) {
            generator.stored(
                    stored, at, millis -> TimeUnit.MILLISECONDS.toNanos(millis) + nanosAtEpoch);
        }
        if (!rejected.isEmpty()) {
            generator.rejected(rejected);
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join(Duration.ofSeconds(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

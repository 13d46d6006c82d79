package io.sealstream.ingest.kafka;

import io.sealstream.ingest.Outcomes;
import io.sealstream.protocol.Json;
import io.sealstream.protocol.MalformedRecordException;
import io.sealstream.protocol.RejectedNotice;
import io.sealstream.protocol.StoredNotice;
import io.sealstream.protocol.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/**
 * Hears the guard and storage. Every ingest process hears all of both topics, without a consumer
 * group, because any of them may hold the connection of a device that waits. Starts an hour back,
 * so that refusals are known again after a restart.
 */
public final class OutcomeListener implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(OutcomeListener.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration BACK = Duration.ofHours(1);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Map<String, Object> connection;
    private final Outcomes outcomes;
    private final Thread thread;
    private volatile boolean closed;

    public OutcomeListener(Map<String, Object> connection, Outcomes outcomes) {
        this.connection = connection;
        this.outcomes = outcomes;
        connection.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        connection.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // Collected for a moment: a request costs many times what a record costs.
        connection.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 64 * 1024);
        connection.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 20);
        connection.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        this.thread = Thread.ofPlatform().name("outcomes").daemon().start(this::run);
    }

    private void run() {
        while (!closed) {
            try (var consumer =
                    new KafkaConsumer<>(
                            connection, new StringDeserializer(), new ByteArrayDeserializer())) {
                assign(consumer);
                while (!closed) {
                    consumer.poll(POLL).forEach(this::hear);
                }
            } catch (WakeupException e) {
                return;
            } catch (KafkaException e) {
                LOG.warn("lost touch with the guard and storage, trying again", e);
                pause();
            }
        }
    }

    private static void assign(KafkaConsumer<String, byte[]> consumer) {
        List<TopicPartition> partitions =
                Stream.of(Topic.REJECTED, Topic.STORED)
                        .flatMap(topic -> consumer.partitionsFor(topic.topicName()).stream())
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        Map<TopicPartition, Long> since = new HashMap<>();
        long start = Instant.now().minus(BACK).toEpochMilli();
        partitions.stream()
                .filter(p -> p.topic().equals(Topic.REJECTED.topicName()))
                .forEach(p -> since.put(p, start));
        consumer.offsetsForTimes(since)
                .forEach((TopicPartition p, OffsetAndTimestamp from) -> {
                    if (from != null) {
                        consumer.seek(p, from.offset());
                    }
                });
    }

    private void hear(ConsumerRecord<String, byte[]> record) {
        try {
            if (record.topic().equals(Topic.STORED.topicName())) {
                if (!outcomes.awaited()) {
                    // Whoever waits began before the event was sent, or looks into storage after.
                    return;
                }
                outcomes.stored(Json.read(record.value(), StoredNotice.class));
            } else {
                outcomes.rejected(Json.read(record.value(), RejectedNotice.class));
            }
        } catch (MalformedRecordException e) {
            LOG.warnf(
                    "a record of %s at offset %d cannot be read", record.topic(), record.offset());
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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

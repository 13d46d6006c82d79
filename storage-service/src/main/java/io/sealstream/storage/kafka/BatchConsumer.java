package io.sealstream.storage.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/**
 * Hands the records of one topic on in batches and commits a batch once it is done. A batch that
 * fails comes again until it succeeds: nothing is skipped, because everything here was
 * acknowledged.
 */
public final class BatchConsumer implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(BatchConsumer.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration CLOSE = Duration.ofSeconds(8);
    private static final int BATCH = 500;

    private final String topic;
    private final Map<String, Object> settings;
    private final Handler handler;
    private final Thread thread;
    private volatile boolean closed;
    private volatile boolean assigned;

    /** What is done with a batch. Throws to have it again. */
    public interface Handler {
        void handle(List<ConsumerRecord<String, byte[]>> batch);
    }

    /** How long the broker may collect records before it answers. */
    public enum Pace {
        /** Answers with the first record: for topics where little happens. */
        AT_ONCE(1, 500),
        /** Collects for a moment: a request costs many times what a record costs. */
        COLLECTING(64 * 1024, 20);

        private final int bytes;
        private final int millis;

        Pace(int bytes, int millis) {
            this.bytes = bytes;
            this.millis = millis;
        }
    }

    public BatchConsumer(
            Map<String, Object> connection,
            String topic,
            String group,
            Pace pace,
            Handler handler) {
        this.topic = topic;
        this.handler = handler;
        this.settings = settings(connection, group, pace);
        this.thread = Thread.ofPlatform().name(group).start(this::run);
    }

    private static Map<String, Object> settings(
            Map<String, Object> connection, String group, Pace pace) {
        Map<String, Object> settings = new HashMap<>(connection);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, BATCH);
        settings.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, pace.bytes);
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, pace.millis);
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6000);
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 1500);
        return settings;
    }

    private void run() {
        while (!closed) {
            try (var consumer =
                    new KafkaConsumer<>(
                            settings, new StringDeserializer(), new ByteArrayDeserializer())) {
                consumer.subscribe(List.of(topic));
                while (!closed) {
                    step(consumer);
                }
            } catch (WakeupException e) {
                return;
            } catch (RuntimeException e) {
                LOG.warnf(e, "consuming %s failed, trying again", topic);
                pause();
            }
        }
    }

    private void step(KafkaConsumer<String, byte[]> consumer) {
        ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
        assigned = !consumer.assignment().isEmpty();
        if (records.isEmpty()) {
            return;
        }
        List<ConsumerRecord<String, byte[]>> batch = new java.util.ArrayList<>(records.count());
        records.forEach(batch::add);
        try {
            handler.handle(batch);
        } catch (RuntimeException e) {
            LOG.warnf(e, "a batch of %s failed, it comes again", topic);
            rewind(consumer, records);
            pause();
            return;
        }
        consumer.commitSync();
    }

    private static void rewind(
            KafkaConsumer<String, byte[]> consumer, ConsumerRecords<String, byte[]> records) {
        for (TopicPartition partition : records.partitions()) {
            consumer.seek(partition, records.records(partition).getFirst().offset());
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether it takes part in its group. */
    public boolean running() {
        return thread.isAlive() && assigned;
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join(CLOSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

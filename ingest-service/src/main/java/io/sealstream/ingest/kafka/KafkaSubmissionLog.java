package io.sealstream.ingest.kafka;

import io.sealstream.ingest.KeyAnnouncer;
import io.sealstream.ingest.LogUnavailableException;
import io.sealstream.ingest.SubmissionLog;
import io.sealstream.protocol.DataKeyAnnouncement;
import io.sealstream.protocol.Json;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.Submission;
import io.sealstream.protocol.SubmissionCodec;
import io.sealstream.protocol.Topic;
import io.sealstream.servicekit.kafka.DurableProducer;
import io.sealstream.servicekit.kafka.EventAttributes;
import io.sealstream.servicekit.kafka.TopicShape;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Appends with {@code acks=all}: a stage completes only once every in-sync replica has the record.
 */
public final class KafkaSubmissionLog implements SubmissionLog, KeyAnnouncer, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(KafkaSubmissionLog.class);
    private static final Duration CLOSE = Duration.ofSeconds(8);
    private static final Duration SHAPE_AGAIN = Duration.ofSeconds(2);
    private static final Duration LEARN_AGAIN = Duration.ofMillis(100);
    private static final EventAttributes RECEIVED =
            EventAttributes.of(Topic.RECEIVED, ServiceName.INGEST);
    private static final EventAttributes DATA_KEY =
            EventAttributes.of(Topic.DATA_KEY, ServiceName.INGEST);

    /**
     * Bytes of records that the broker has not acknowledged; beyond, the broker is slow or away,
     * and devices keep their events.
     */
    private static final long MOST_IN_FLIGHT = 24L << 20;

    private final Producer<String, byte[]> producer;
    private final AtomicLong inFlight = new AtomicLong();
    private volatile boolean known;
    private volatile boolean closed;

    /**
     * Opens the producer.
     *
     * @param connection how to reach the broker
     */
    public KafkaSubmissionLog(Map<String, Object> connection) {
        this(DurableProducer.open(settings(connection)));
    }

    KafkaSubmissionLog(Producer<String, byte[]> producer) {
        this.producer = producer;
        Thread.ofVirtual().name("learn-partitions").start(this::learnPartitions);
    }

    private static Map<String, Object> settings(Map<String, Object> connection) {
        // A request to the broker costs both ends many times what one more record in it costs.
        connection.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        connection.put(ProducerConfig.BATCH_SIZE_CONFIG, 64 * 1024);
        // A request waits for the answer, so give up before the device does; and never block the
        // event loop: what does not fit is refused here, and the topics are known from the start.
        connection.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 8000);
        connection.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 4000);
        connection.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 0);
        connection.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 2 * MOST_IN_FLIGHT);
        connection.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, Duration.ofDays(365).toMillis());
        connection.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 1 << 20);
        return connection;
    }

    @Override
    public CompletionStage<Void> append(Submission submission) {
        return send(
                new ProducerRecord<>(
                        Topic.RECEIVED.topicName(),
                        null,
                        submission.device().key(),
                        SubmissionCodec.encode(submission),
                        RECEIVED.with(submission.eventId().toString())));
    }

    @Override
    public CompletionStage<Void> announce(DataKeyAnnouncement announcement) {
        String id = announcement.dataKeyId().toString();
        return send(
                new ProducerRecord<>(
                        Topic.DATA_KEY.topicName(),
                        null,
                        id,
                        Json.write(announcement),
                        DATA_KEY.with(id)));
    }

    /**
     * Asks for the topics' partitions until the broker tells, so that no event has to wait for it.
     */
    private void learnPartitions() {
        while (!known && !closed) {
            try {
                TopicShape.require(
                        Topic.RECEIVED, producer.partitionsFor(Topic.RECEIVED.topicName()));
                producer.partitionsFor(Topic.DATA_KEY.topicName());
                known = true;
            } catch (TimeoutException e) {
                LOG.debug("the broker has not answered yet", e);
                pause(LEARN_AGAIN);
            } catch (KafkaException e) {
                LOG.errorf("the broker does not let ingest in: %s", e.getMessage());
                pause(SHAPE_AGAIN);
            } catch (IllegalStateException e) {
                LOG.error(e.getMessage());
                pause(SHAPE_AGAIN);
            }
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the broker has answered since the start, and has the topics as they must be. */
    public boolean ready() {
        return known;
    }

    private CompletionStage<Void> send(ProducerRecord<String, byte[]> record) {
        CompletableFuture<Void> sent = new CompletableFuture<>();
        int bytes = record.value().length;
        if (inFlight.addAndGet(bytes) > MOST_IN_FLIGHT) {
            inFlight.addAndGet(-bytes);
            return CompletableFuture.failedFuture(
                    new LogUnavailableException(
                            new KafkaException("too much is waiting for the broker")));
        }
        try {
            var _ =
                    producer.send(
                            record,
                            (metadata, failure) -> {
                                inFlight.addAndGet(-bytes);
                                if (failure == null) {
                                    sent.complete(null);
                                } else {
                                    sent.completeExceptionally(
                                            new LogUnavailableException(failure));
                                }
                            });
        } catch (RuntimeException e) {
            inFlight.addAndGet(-bytes);
            sent.completeExceptionally(new LogUnavailableException(e));
        }
        return sent;
    }

    @Override
    public void close() {
        closed = true;
        producer.close(CLOSE);
    }
}

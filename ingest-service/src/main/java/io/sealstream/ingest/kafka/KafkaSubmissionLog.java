package io.sealstream.ingest.kafka;

import io.sealstream.ingest.KeyAnnouncer;
import io.sealstream.ingest.SubmissionLog;
import io.sealstream.protocol.DataKeyAnnouncement;
import io.sealstream.protocol.Json;
import io.sealstream.protocol.Submission;
import io.sealstream.protocol.SubmissionCodec;
import io.sealstream.protocol.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logging.Logger;

/**
 * Appends with {@code acks=all}: a stage completes only once every in-sync replica has the record.
 */
public final class KafkaSubmissionLog implements SubmissionLog, KeyAnnouncer, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(KafkaSubmissionLog.class);
    private static final Duration CLOSE = Duration.ofSeconds(8);

    private final KafkaProducer<String, byte[]> producer;
    private volatile boolean known;
    private volatile boolean closed;

    /**
     * Opens the producer.
     *
     * @param connection how to reach the broker
     */
    public KafkaSubmissionLog(Map<String, Object> connection) {
        connection.put(ProducerConfig.ACKS_CONFIG, "all");
        connection.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        // A request to the broker costs both ends many times what one more record in it costs.
        connection.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        connection.put(ProducerConfig.BATCH_SIZE_CONFIG, 64 * 1024);
        // A request waits for the answer, so give up before the device does; and never block the
        // event loop for long when the broker is away.
        connection.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 8000);
        connection.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 4000);
        connection.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 50);
        connection.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 1 << 20);
        this.producer =
                new KafkaProducer<>(connection, new StringSerializer(), new ByteArraySerializer());
        Thread.ofVirtual().name("learn-partitions").start(this::learnPartitions);
    }

    @Override
    public CompletionStage<Void> append(Submission submission) {
        var record =
                new ProducerRecord<>(
                        Topic.RECEIVED.topicName(),
                        submission.device().key(),
                        SubmissionCodec.encode(submission));
        describe(
                record.headers(),
                Topic.RECEIVED,
                submission.eventId().toString(),
                "application/cbor");
        return send(record);
    }

    @Override
    public CompletionStage<Void> announce(DataKeyAnnouncement announcement) {
        var record =
                new ProducerRecord<>(
                        Topic.DATA_KEY.topicName(),
                        announcement.dataKeyId().toString(),
                        Json.write(announcement));
        describe(
                record.headers(),
                Topic.DATA_KEY,
                announcement.dataKeyId().toString(),
                "application/json");
        return send(record);
    }

    /**
     * Asks for the topics' partitions until the broker tells, so that no event has to wait for it.
     */
    private void learnPartitions() {
        while (!known && !closed) {
            try {
                producer.partitionsFor(Topic.RECEIVED.topicName());
                producer.partitionsFor(Topic.DATA_KEY.topicName());
                known = true;
            } catch (KafkaException e) {
                LOG.debug("the broker has not answered yet", e);
            }
        }
    }

    /** Whether the broker has answered since the start. */
    public boolean ready() {
        return known;
    }

    private CompletionStage<Void> send(ProducerRecord<String, byte[]> record) {
        CompletableFuture<Void> sent = new CompletableFuture<>();
        try {
            var _ =
                    producer.send(
                            record,
                            (metadata, failure) -> {
                                if (failure == null) {
                                    sent.complete(null);
                                } else {
                                    sent.completeExceptionally(failure);
                                }
                            });
        } catch (RuntimeException e) {
            sent.completeExceptionally(e);
        }
        return sent;
    }

    /** CloudEvents 1.0 attributes, Kafka binding, binary mode. */
    private static void describe(Headers headers, Topic topic, String id, String contentType) {
        headers.add("ce_specversion", ascii("1.0"));
        headers.add("ce_type", ascii("io.sealstream." + topic.topicName()));
        headers.add("ce_source", ascii("/service/ingest"));
        headers.add("ce_id", ascii(id));
        headers.add("content-type", ascii(contentType));
    }

    private static byte[] ascii(String value) {
        return value.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() {
        closed = true;
        producer.close(CLOSE);
    }
}

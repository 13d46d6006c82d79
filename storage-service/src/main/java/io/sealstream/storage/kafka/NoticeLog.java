package io.sealstream.storage.kafka;

import io.sealstream.protocol.Json;
import io.sealstream.protocol.SecurityFinding;
import io.sealstream.protocol.StoredNotice;
import io.sealstream.protocol.Topic;
import io.sealstream.storage.Findings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logging.Logger;

/** Writes what was stored, and findings. */
public final class NoticeLog implements Findings, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(NoticeLog.class);
    private static final Duration CLOSE = Duration.ofSeconds(5);

    private final KafkaProducer<String, byte[]> producer;

    public NoticeLog(Map<String, Object> connection) {
        connection.put(ProducerConfig.ACKS_CONFIG, "all");
        connection.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        // A batch of notices is flushed; until then they are collected into few requests.
        connection.put(ProducerConfig.LINGER_MS_CONFIG, 20);
        connection.put(ProducerConfig.BATCH_SIZE_CONFIG, 64 * 1024);
        producer =
                new KafkaProducer<>(connection, new StringSerializer(), new ByteArraySerializer());
    }

    /** Appends notices; returns once the broker has them all, throws when it may not. */
    public void append(List<StoredNotice> notices) {
        List<Future<RecordMetadata>> sent = new ArrayList<>(notices.size());
        for (StoredNotice notice : notices) {
            sent.add(
                    producer.send(
                            new ProducerRecord<>(
                                    Topic.STORED.topicName(),
                                    notice.deviceId().key(),
                                    Json.write(notice))));
        }
        producer.flush();
        for (Future<RecordMetadata> one : sent) {
            try {
                one.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("a notice was not appended", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while appending notices", e);
            }
        }
    }

    @Override
    public void report(SecurityFinding finding) {
        LOG.warnf("security finding %s: %s", finding.kind(), finding.detail());
        var _ =
                producer.send(
                        new ProducerRecord<>(
                                Topic.FINDING.topicName(), finding.subject(), Json.write(finding)));
    }

    @Override
    public void close() {
        producer.close(CLOSE);
    }
}

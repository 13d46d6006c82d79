package io.sealstream.storage.kafka;

import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.Json;
import io.sealstream.protocol.RejectedNotice;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.StoredNotice;
import io.sealstream.protocol.Topic;
import io.sealstream.servicekit.kafka.DurableProducer;
import io.sealstream.servicekit.kafka.EventAttributes;
import io.sealstream.storage.Notices;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Publishes notices of events. A client of its own, not a channel: there is a notice for every
 * event, and a channel hands each message to a thread that sends it.
 */
public final class NoticeLog implements AutoCloseable {
    private static final Duration CLOSE = Duration.ofSeconds(5);
    private static final EventAttributes STORED =
            EventAttributes.of(Topic.STORED, ServiceName.STORAGE);
    private static final EventAttributes REJECTED =
            EventAttributes.of(Topic.REJECTED, ServiceName.STORAGE);

    private final Producer<String, byte[]> producer;

    /**
     * Opens the producer.
     *
     * @param connection how to reach the broker
     */
    public NoticeLog(Map<String, Object> connection) {
        this(DurableProducer.open(settings(connection)));
    }

    NoticeLog(Producer<String, byte[]> producer) {
        this.producer = producer;
    }

    private static Map<String, Object> settings(Map<String, Object> connection) {
        // The notices of a batch go to all partitions, and each is one request if it waits a
        // moment.
        connection.put(ProducerConfig.LINGER_MS_CONFIG, 20);
        connection.put(ProducerConfig.BATCH_SIZE_CONFIG, 64 * 1024);
        connection.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5000);
        return connection;
    }

    /**
     * Appends notices; returns once the broker has them all.
     *
     * @throws CompletionException when it may not have one of them
     * @throws org.apache.kafka.common.KafkaException when the broker does not answer
     */
    void append(Notices notices) {
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
        for (StoredNotice notice : notices.stored()) {
            records.add(record(Topic.STORED, STORED, notice.deviceId(), notice));
        }
        for (RejectedNotice notice : notices.rejected()) {
            records.add(record(Topic.REJECTED, REJECTED, notice.deviceId(), notice));
        }
        // Once for all: without a broker, each notice would wait for the topic on its own.
        records.stream().map(ProducerRecord::topic).distinct().forEach(producer::partitionsFor);
        CompletableFuture.allOf(
                        records.stream().map(this::send).toArray(CompletableFuture<?>[]::new))
                .join();
    }

    private CompletableFuture<Void> send(ProducerRecord<String, byte[]> record) {
        CompletableFuture<Void> sent = new CompletableFuture<>();
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
        return sent;
    }

    private static ProducerRecord<String, byte[]> record(
            Topic topic, EventAttributes attributes, DeviceId device, Record notice) {
        return new ProducerRecord<>(
                topic.topicName(),
                null,
                device.key(),
                Json.write(notice),
                attributes.with(UUID.randomUUID().toString()));
    }

    @Override
    public void close() {
        producer.close(CLOSE);
    }
}

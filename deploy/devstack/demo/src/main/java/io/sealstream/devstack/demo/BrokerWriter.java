package io.sealstream.devstack.demo;

import io.sealstream.kafka.identity.KafkaConnection;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.Topic;
import io.sealstream.protocol.identity.Anchors;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** One who has stolen identities of services and talks to the broker directly. */
final class BrokerWriter {
    private final DemoSettings settings;

    BrokerWriter(DemoSettings settings) {
        this.settings = settings;
    }

    /** The newest record of a device in the topic that the guard reads. */
    ConsumerRecord<String, byte[]> capture(String device) {
        Map<String, Object> stolen = connection(ServiceName.REPLAY_GUARD);
        stolen.put("enable.auto.commit", false);
        try (var consumer =
                new KafkaConsumer<>(
                        stolen, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(Topic.RECEIVED.topicName()).stream()
                            .map(info -> new TopicPartition(info.topic(), info.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            ConsumerRecord<String, byte[]> newest = null;
            while (partitions.stream()
                    .anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
                for (var record : consumer.poll(Duration.ofMillis(200))) {
                    newest = device.equals(record.key()) ? record : newest;
                }
            }
            if (newest == null) {
                throw new DemoException("no record of " + device + " on the broker");
            }
            return newest;
        }
    }

    /** Writes copies of a record where it came from. */
    void copy(ConsumerRecord<String, byte[]> record, int times) {
        try (var producer =
                new KafkaProducer<>(
                        connection(ServiceName.INGEST),
                        new StringSerializer(),
                        new ByteArraySerializer())) {
            for (int i = 0; i < times; i++) {
                var _ =
                        producer.send(
                                        new ProducerRecord<>(
                                                record.topic(), record.key(), record.value()))
                                .get();
            }
        } catch (ExecutionException e) {
            throw new DemoException("the copy could not be written", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoException("interrupted", e);
        }
    }

    private Map<String, Object> connection(ServiceName as) {
        return new java.util.HashMap<>(
                KafkaConnection.settings(
                        settings.broker(), settings.service(as.label()), Anchors.SERVICES));
    }
}

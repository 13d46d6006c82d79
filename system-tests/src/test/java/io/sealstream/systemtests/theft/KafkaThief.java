package io.sealstream.systemtests.theft;

import io.sealstream.kafka.identity.KafkaConnection;
import io.sealstream.kafka.setup.TopicSettings;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.Submission;
import io.sealstream.protocol.SubmissionCodec;
import io.sealstream.protocol.Topic;
import io.sealstream.protocol.identity.Anchors;
import io.sealstream.systemtests.record.Sighting;
import io.sealstream.systemtests.stack.Listener;
import io.sealstream.systemtests.stack.Stack;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** One who has stolen services' identities and talks to the broker directly. */
public final class KafkaThief {
    /** Marks a copy. The guard does not pass headers on: what it let through has no mark. */
    private static final String PLANTED = "planted";

    private final Stack stack;

    public KafkaThief(Stack stack) {
        this.stack = stack;
    }

    /** Reads a topic as one of its readers; only what is committed, from the beginning. */
    public KafkaConsumer<String, byte[]> reader(ServiceName as, Topic topic) {
        return reader(connection(stack.folderOf(as), Anchors.SERVICES), topic);
    }

    private static KafkaConsumer<String, byte[]> reader(Map<String, Object> settings, Topic topic) {
        settings.put("isolation.level", "read_committed");
        settings.put("enable.auto.commit", false);
        KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(
                        settings, new StringDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions =
                IntStream.range(0, TopicSettings.partitions(topic))
                        .mapToObj(number -> new TopicPartition(topic.topicName(), number))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer;
    }

    /** Writes as one of a topic's writers. */
    public KafkaProducer<String, byte[]> writer(ServiceName as) {
        Map<String, Object> settings = connection(stack.folderOf(as), Anchors.SERVICES);
        settings.put("acks", "all");
        return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    /** Marks a record as planted. */
    static ProducerRecord<String, byte[]> planted(ProducerRecord<String, byte[]> record) {
        record.headers().add(PLANTED, new byte[0]);
        return record;
    }

    /** A copy for the place the record came from. */
    public static ProducerRecord<String, byte[]> copyOf(ConsumerRecord<String, byte[]> record) {
        var copy =
                new ProducerRecord<>(
                        record.topic(), record.partition(), record.key(), record.value());
        record.headers().forEach(header -> copy.headers().add(header));
        return planted(copy);
    }

    /** Whether a record is a copy that was planted in the topic it is in. */
    public static boolean isPlanted(ConsumerRecord<String, byte[]> record) {
        return record.headers().lastHeader(PLANTED) != null;
    }

    /** Hands over every record that is in a topic now, read by one who may. */
    public void readAll(Topic topic, Consumer<ConsumerRecord<String, byte[]>> sink) {
        Map<String, Object> as =
                topic.readByOperators()
                        ? connection(stack.operator(), Anchors.ROOT)
                        : connection(
                                stack.folderOf(topic.readers().iterator().next()),
                                Anchors.SERVICES);
        try (KafkaConsumer<String, byte[]> consumer = reader(as, topic)) {
            Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
            while (ends.entrySet().stream()
                    .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(sink);
            }
        }
    }

    /** What the guard let through, without what was planted beside it. */
    public List<Sighting> accepted() {
        List<Sighting> accepted = new ArrayList<>();
        readAll(
                Topic.ACCEPTED,
                record -> {
                    if (!isPlanted(record)) {
                        accepted.add(sighting(record.value()));
                    }
                });
        return accepted;
    }

    private static Sighting sighting(byte[] value) {
        try {
            Submission submission = SubmissionCodec.decode(value);
            return new Sighting(
                    submission.facts().address(), submission.facts().contentDigest().toString());
        } catch (Exception e) {
            throw new IllegalStateException("the guard let something malformed through", e);
        }
    }

    private Map<String, Object> connection(Path folder, Anchors anchors) {
        return new HashMap<>(
                KafkaConnection.settings(
                        "localhost:" + stack.port(Listener.BROKER), folder, anchors));
    }
}

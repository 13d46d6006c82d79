package io.sealstream.devstack.broker;

import io.sealstream.protocol.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Does what one client tries, and tells whether the broker let it. */
final class Attempts implements AutoCloseable {
    private static final long SECONDS = 20;

    /** What can be tried on a topic. */
    enum Operation {
        PRODUCE,
        CONSUME,
        DESCRIBE,
        CREATE,
        DELETE,
        ALTER
    }

    private final Map<String, Object> settings;
    private final Admin admin;

    Attempts(Map<String, Object> settings, String label) {
        this.settings = new HashMap<>(settings);
        this.settings.put("group.id", label + "-matrix");
        this.settings.put("auto.offset.reset", "earliest");
        this.settings.put("enable.auto.commit", false);
        this.admin = Admin.create(settings);
    }

    boolean allowed(Operation operation, Topic topic) throws Exception {
        try {
            switch (operation) {
                case PRODUCE -> produce(topic);
                case CONSUME -> consume(topic);
                case DESCRIBE ->
                        await(admin.describeTopics(List.of(topic.topicName())).allTopicNames());
                case CREATE -> create(topic);
                case DELETE -> await(admin.deleteTopics(List.of(topic.topicName())).all());
                case ALTER -> alter(topic);
            }
            return true;
        } catch (AuthorizationException e) {
            return false;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AuthorizationException) {
                return false;
            }
            throw e;
        }
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.get(SECONDS, TimeUnit.SECONDS);
    }

    private void produce(Topic topic) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            byte[] text = {1};
            await(producer.send(new ProducerRecord<>(topic.topicName(), 0, text, text)));
        }
    }

    private void consume(Topic topic) {
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(topic.topicName(), 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
            while (consumer.poll(Duration.ofMillis(500)).isEmpty()) {
                if (System.nanoTime() > end) {
                    throw new IllegalStateException("neither refused nor answered");
                }
            }
        }
    }

    private void create(Topic topic) throws Exception {
        try {
            await(admin.createTopics(List.of(new NewTopic(topic.topicName(), 1, (short) 1))).all());
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    private void alter(Topic topic) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.topicName());
        AlterConfigOp change =
                new AlterConfigOp(new ConfigEntry("retention.ms", "1"), AlterConfigOp.OpType.SET);
        await(admin.incrementalAlterConfigs(Map.of(resource, List.of(change))).all());
    }

    /** Joins a group and gets partitions. */
    static boolean join(Map<String, Object> client, String group, Topic topic) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put("group.id", group);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(topic.topicName()));
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
            while (consumer.assignment().isEmpty() && System.nanoTime() < end) {
                consumer.poll(Duration.ofMillis(200));
            }
            return !consumer.assignment().isEmpty();
        }
    }

    /** Takes a transactional id. */
    static void beginTransaction(Map<String, Object> client, String id) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put("transactional.id", id);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(1));
    }
}

package io.sealstream.devstack.broker;

import io.sealstream.kafka.setup.TopicSettings;
import io.sealstream.protocol.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigsOptions;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.CreatePartitionsOptions;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** One principal's attempts, each by the request a client would send for it. */
final class AccessAttempts implements AutoCloseable {
    private static final byte[] BYTES = "x".getBytes(StandardCharsets.UTF_8);
    private static final int SECONDS = 20;

    private final Admin admin;
    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> consumer;

    AccessAttempts(Map<String, Object> connection) {
        Map<String, Object> settings = new HashMap<>(connection);
        admin = Admin.create(settings);
        settings.put("max.block.ms", 5000);
        // Asks for WRITE on the topic and for nothing else.
        settings.put("enable.idempotence", false);
        settings.put("acks", "all");
        producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        consumer =
                new KafkaConsumer<>(
                        connection, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    Access attempt(Operation operation, Topic topic, String ownGroup, String groupOfAnother) {
        String name = topic.topicName();
        TopicPartition partition = new TopicPartition(name, 0);
        return switch (operation) {
            case WRITE -> write(name);
            case READ -> of(() -> read(partition));
            case DESCRIBE -> of(admin.describeTopics(List.of(name)).allTopicNames());
            case DESCRIBE_SETTINGS -> of(admin.describeConfigs(List.of(settingsOf(name))).all());
            case COMMIT_WITH_OWN_GROUP -> commit(ownGroup, partition);
            case COMMIT_WITH_GROUP_OF_ANOTHER -> commit(groupOfAnother, partition);
            case CREATE -> create(name);
            case ADD_PARTITIONS -> addPartitions(name);
            case ALTER_SETTINGS -> alter(settingsOf(name), "retention.ms");
            case DELETE_RECORDS ->
                    of(
                            admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(0)))
                                    .all());
            case DELETE -> of(admin.deleteTopics(List.of(name)).all());
        };
    }

    private Access write(String topic) {
        return of(() ->
                producer.send(new ProducerRecord<>(topic, 0, BYTES, BYTES))
                        .get(SECONDS, TimeUnit.SECONDS));
    }

    private boolean read(TopicPartition partition) {
        consumer.assign(List.of(partition));
        consumer.seek(partition, 0);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (System.nanoTime() < end) {
            if (!consumer.poll(Duration.ofMillis(200)).isEmpty()) {
                return true;
            }
        }
        throw new IllegalStateException("nothing to read");
    }

    private Access commit(String group, TopicPartition partition) {
        return of(
                admin.alterConsumerGroupOffsets(group, Map.of(partition, new OffsetAndMetadata(0)))
                        .all());
    }

    private Access create(String topic) {
        return of(
                admin.createTopics(
                                List.of(new NewTopic(topic, 1, (short) 1)),
                                new CreateTopicsOptions().validateOnly(true))
                        .all());
    }

    private Access addPartitions(String topic) {
        return of(
                admin.createPartitions(
                                Map.of(
                                        topic,
                                        NewPartitions.increaseTo(
                                                TopicSettings.partitions(Topic.of(topic)) + 1)),
                                new CreatePartitionsOptions().validateOnly(true))
                        .all());
    }

    private Access alter(ConfigResource resource, String setting) {
        AlterConfigOp change =
                new AlterConfigOp(new ConfigEntry(setting, "1000"), AlterConfigOp.OpType.SET);
        return of(
                admin.incrementalAlterConfigs(
                                Map.of(resource, List.of(change)),
                                new AlterConfigsOptions().validateOnly(true))
                        .all());
    }

    private static ConfigResource settingsOf(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }

    /** Takes a transactional id over from whoever uses it. */
    Access takeTransactionalId(String id) {
        return of(admin.fenceProducers(List.of(id)).all());
    }

    Access describeGroup(String group) {
        return of(admin.describeConsumerGroups(List.of(group)).all());
    }

    Access deleteGroup(String group) {
        return of(admin.deleteConsumerGroups(List.of(group)).all());
    }

    Access addRule(AclBinding rule) {
        return of(admin.createAcls(List.of(rule)).all());
    }

    Access deleteRules() {
        return of(admin.deleteAcls(List.of(AclBindingFilter.ANY)).all());
    }

    Access readRules() {
        return of(admin.describeAcls(AclBindingFilter.ANY).values());
    }

    Access alterBroker() {
        return alter(new ConfigResource(ConfigResource.Type.BROKER, ""), "log.retention.ms");
    }

    Access createNewTopic(String name) {
        return create(name);
    }

    private static Access of(Future<?> answer) {
        return of(() -> answer.get(SECONDS, TimeUnit.SECONDS));
    }

    private static Access of(Callable<?> call) {
        try {
            call.call();
            return new Access.Allowed();
        } catch (AuthorizationException e) {
            return new Access.Refused();
        } catch (ExecutionException e) {
            return e.getCause() instanceof AuthorizationException
                    ? new Access.Refused()
                    : new Access.Failed(String.valueOf(e.getCause()));
        } catch (Exception e) {
            return new Access.Failed(e.toString());
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
        consumer.close();
        admin.close(Duration.ZERO);
    }
}

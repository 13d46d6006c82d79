package io.sealstream.kafka.setup;

import io.sealstream.protocol.Topic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.jspecify.annotations.Nullable;

/**
 * Creates the topics of the table. Of topics that exist it puts right every setting of the table
 * that differs, retention and cleanup included, and refuses the number of partitions and too few
 * replicas, which cannot be put right under records. Settings that the table does not name are left
 * alone.
 */
public final class TopicSetup {
    private static final long TIMEOUT_SECONDS = 60;

    private final Admin admin;
    private final short replicas;

    /**
     * A setup over an open admin client.
     *
     * @param replicas copies of each partition; 1 on one node
     */
    public TopicSetup(Admin admin, int replicas) {
        this.admin = admin;
        this.replicas = (short) replicas;
    }

    /**
     * Applies the table. Doing it again changes nothing.
     *
     * @return what was changed of topics that existed, a sentence each
     * @throws TopicMismatchException when one exists in another shape; nothing was changed then
     * @throws IllegalStateException when the cluster refuses
     */
    public List<String> apply() throws Exception {
        Set<String> names = get(admin.listTopics().names());
        List<Topic> existing =
                Arrays.stream(Topic.values())
                        .filter(topic -> names.contains(topic.topicName()))
                        .toList();
        refuseOtherShapes(existing);
        get(
                admin.createTopics(
                                Arrays.stream(Topic.values())
                                        .filter(topic -> !existing.contains(topic))
                                        .map(this::newTopic)
                                        .toList())
                        .all());
        return putRight(existing);
    }

    private NewTopic newTopic(Topic topic) {
        return new NewTopic(topic.topicName(), TopicSettings.partitions(topic), replicas)
                .configs(TopicSettings.of(topic));
    }

    private void refuseOtherShapes(List<Topic> existing) throws Exception {
        Map<String, TopicDescription> found =
                get(
                        admin.describeTopics(existing.stream().map(Topic::topicName).toList())
                                .allTopicNames());
        List<String> mismatches = new ArrayList<>();
        for (Topic topic : existing) {
            TopicDescription description = found.get(topic.topicName());
            if (description != null) {
                mismatches.addAll(mismatches(topic, description));
            }
        }
        if (!mismatches.isEmpty()) {
            throw new TopicMismatchException(mismatches);
        }
    }

    private List<String> mismatches(Topic topic, TopicDescription found) {
        List<String> mismatches = new ArrayList<>();
        int partitions = found.partitions().size();
        if (partitions != TopicSettings.partitions(topic)) {
            mismatches.add(
                    "Topic %s has %d partitions, and %d are expected."
                            .formatted(
                                    topic.topicName(),
                                    partitions,
                                    TopicSettings.partitions(topic)));
        }
        int fewest = found.partitions().stream().mapToInt(p -> p.replicas().size()).min().orElse(0);
        if (fewest < replicas) {
            mismatches.add(
                    "Topic %s has %d replicas of a partition, and %d are expected."
                            .formatted(topic.topicName(), fewest, replicas));
        }
        return mismatches;
    }

    private List<String> putRight(List<Topic> existing) throws Exception {
        Map<ConfigResource, Config> found =
                get(
                        admin.describeConfigs(existing.stream().map(TopicSetup::resource).toList())
                                .all());
        Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
        List<String> sentences = new ArrayList<>();
        for (Topic topic : existing) {
            Config config = Objects.requireNonNull(found.get(resource(topic)));
            new TreeMap<>(TopicSettings.of(topic))
                    .forEach((name, wanted) -> {
                        ConfigEntry now = config.get(name);
                        if (!isSet(now, wanted)) {
                            changes.computeIfAbsent(resource(topic), r -> new ArrayList<>())
                                    .add(set(name, wanted));
                            sentences.add(
                                    "Topic %s: %s was %s, and is %s now."
                                            .formatted(
                                                    topic.topicName(), name, value(now), wanted));
                        }
                    });
        }
        get(admin.incrementalAlterConfigs(changes).all());
        return sentences;
    }

    /** Whether a setting is made for the topic itself: a broker's default may change. */
    private static boolean isSet(@Nullable ConfigEntry now, String wanted) {
        return now != null
                && now.source() == ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG
                && wanted.equals(now.value());
    }

    private static String value(@Nullable ConfigEntry now) {
        return now == null ? "unknown" : now.value();
    }

    private static AlterConfigOp set(String name, String value) {
        return new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
    }

    private static ConfigResource resource(Topic topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic.topicName());
    }

    private static <T> T get(KafkaFuture<T> answer) throws Exception {
        try {
            return answer.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the topics could not be set up", e.getCause());
        }
    }
}

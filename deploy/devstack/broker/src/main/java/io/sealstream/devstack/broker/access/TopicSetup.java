package io.sealstream.devstack.broker.access;

import io.sealstream.protocol.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;

/** Creates the topics of the table, and gives those that exist the settings of the table. */
public final class TopicSetup {
    private static final long TIMEOUT_SECONDS = 60;
    private static final Duration COMPACTION_LAG = Duration.ofHours(1);

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

    /** Applies the table. Doing it again changes nothing. */
    public void apply() throws Exception {
        Set<String> existing = admin.listTopics().names().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        List<NewTopic> missing =
                Arrays.stream(Topic.values())
                        .filter(topic -> !existing.contains(topic.topicName()))
                        .map(this::newTopic)
                        .toList();
        try {
            admin.createTopics(missing).all().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            admin.incrementalAlterConfigs(
                            Arrays.stream(Topic.values())
                                    .filter(topic -> existing.contains(topic.topicName()))
                                    .collect(
                                            Collectors.toMap(
                                                    TopicSetup::resource, TopicSetup::changes)))
                    .all()
                    .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the topics could not be made", e.getCause());
        }
    }

    private NewTopic newTopic(Topic topic) {
        return new NewTopic(topic.topicName(), Topic.PARTITIONS, replicas).configs(settings(topic));
    }

    private static ConfigResource resource(Topic topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic.topicName());
    }

    private static Collection<AlterConfigOp> changes(Topic topic) {
        List<AlterConfigOp> changes = new ArrayList<>();
        settings(topic)
                .forEach((name, value) ->
                        changes.add(
                                new AlterConfigOp(
                                        new ConfigEntry(name, value), AlterConfigOp.OpType.SET)));
        return changes;
    }

    /** The settings the table asks for. */
    public static Map<String, String> settings(Topic topic) {
        Map<String, String> settings = new HashMap<>();
        Duration retention = topic.retention();
        if (retention == null) {
            compacted(settings);
        } else {
            settings.put("cleanup.policy", "delete");
            settings.put("retention.ms", String.valueOf(retention.toMillis()));
        }
        if (topic.stampedByBroker()) {
            settings.put("message.timestamp.type", "LogAppendTime");
        }
        return settings;
    }

    private static void compacted(Map<String, String> settings) {
        settings.put("cleanup.policy", "compact");
        // A reader that restores sees little more than the newest record of each key, also when
        // records are few: segments are closed by time, and compacted within an hour.
        settings.put("segment.ms", String.valueOf(COMPACTION_LAG.toMillis()));
        settings.put("max.compaction.lag.ms", String.valueOf(COMPACTION_LAG.toMillis()));
        settings.put("min.cleanable.dirty.ratio", "0.1");
        settings.put("delete.retention.ms", String.valueOf(Duration.ofDays(7).toMillis()));
    }
}

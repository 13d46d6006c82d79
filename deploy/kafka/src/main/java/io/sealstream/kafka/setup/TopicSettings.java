package io.sealstream.kafka.setup;

import io.sealstream.protocol.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** What the table of topics means in Kafka's own terms. */
public final class TopicSettings {
    private static final Duration COMPACTION_LAG = Duration.ofHours(1);

    private TopicSettings() {}

    /** How many partitions a topic has, for good: a device sticks to its partition. */
    public static int partitions(Topic topic) {
        return Topic.PARTITIONS;
    }

    /** The topic's configuration, by Kafka's names; nothing else is set. */
    public static Map<String, String> of(Topic topic) {
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

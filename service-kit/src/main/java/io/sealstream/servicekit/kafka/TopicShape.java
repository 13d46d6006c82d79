package io.sealstream.servicekit.kafka;

import io.sealstream.protocol.Topic;
import java.util.Collection;
import org.apache.kafka.common.PartitionInfo;

/**
 * Refuses a topic that has another number of partitions than {@link Topic#PARTITIONS}: keys would
 * belong elsewhere, away from the state that has seen them.
 */
public final class TopicShape {
    private TopicShape() {}

    /**
     * Checks the number of partitions that the broker reports.
     *
     * @throws IllegalStateException when it has another number of partitions
     */
    public static void require(Topic topic, Collection<PartitionInfo> partitions) {
        if (partitions.size() != Topic.PARTITIONS) {
            throw new IllegalStateException(
                    "topic "
                            + topic.topicName()
                            + " has "
                            + partitions.size()
                            + " partitions, not "
                            + Topic.PARTITIONS
                            + "; its records would be looked for where they are not");
        }
    }
}

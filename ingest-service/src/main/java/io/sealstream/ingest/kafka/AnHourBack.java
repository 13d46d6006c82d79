package io.sealstream.ingest.kafka;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/** Starts a consumer an hour back, so that refusals are known again after a restart. */
@ApplicationScoped
@Identifier(AnHourBack.NAME)
public class AnHourBack implements KafkaConsumerRebalanceListener {
    static final String NAME = "an-hour-back";
    private static final Duration BACK = Duration.ofHours(1);

    private final Set<TopicPartition> started = ConcurrentHashMap.newKeySet();

    @Override
    public void onPartitionsAssigned(
            Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        Map<TopicPartition, Long> since = new HashMap<>();
        long start = Instant.now().minus(BACK).toEpochMilli();
        // Only at the start: what a later rebalance brought up again would answer newer requests.
        partitions.stream().filter(started::add).forEach(partition -> since.put(partition, start));
        consumer.offsetsForTimes(since)
                .forEach((TopicPartition partition, OffsetAndTimestamp from) -> {
                    if (from != null) {
                        consumer.seek(partition, from.offset());
                    }
                });
    }
}

package io.sealstream.servicekit.records;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealstream.protocol.Topic;
import io.sealstream.protocol.UnusableRecordException;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;

/** A key belongs where Kafka's own producer puts it, and nowhere else. */
class PlacementTest {
    private final Placement placement = new Placement(Topic.PARTITIONS);

    @Test
    void aKeyBelongsWhereTheProducerPutsItAndNowhereElse() {
        for (int i = 0; i < 1000; i++) {
            String key = "acme/sensor-" + i;
            int own = BuiltInPartitioner.partitionForKey(key.getBytes(UTF_8), Topic.PARTITIONS);
            assertThat(placement.partitionOf(key)).isEqualTo(own);
            assertThatCode(() -> placement.require(key, own)).doesNotThrowAnyException();
            for (int partition = 0; partition < Topic.PARTITIONS; partition++) {
                int other = partition;
                if (other != own) {
                    assertThatThrownBy(() -> placement.require(key, other))
                            .isInstanceOf(UnusableRecordException.class);
                }
            }
        }
    }
}

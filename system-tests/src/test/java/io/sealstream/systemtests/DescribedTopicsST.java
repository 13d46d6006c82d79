package io.sealstream.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.device.DeviceClient;
import io.sealstream.device.KeyType;
import io.sealstream.device.OutgoingEvent;
import io.sealstream.device.SendResult;
import io.sealstream.fixture.AsyncApi;
import io.sealstream.fixture.HeaderText;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.EventId;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.Topic;
import io.sealstream.systemtests.stack.Stack;
import io.sealstream.systemtests.stack.StackExtension;
import io.sealstream.systemtests.theft.KafkaThief;
import io.sealstream.systemtests.traffic.Fleet;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The running services write what AsyncAPI says, into every topic. */
@ExtendWith(StackExtension.class)
class DescribedTopicsST {
    private static final byte[] CONTENT = "{\"t\":21.5}".getBytes(StandardCharsets.UTF_8);

    private final List<String> differences = new ArrayList<>();
    private final DeviceId id = new DeviceId("acme", "described-" + UUID.randomUUID());

    @Test
    void everyTopicHoldsWhatIsDescribed(Stack stack, @TempDir Path folder) throws Exception {
        // Given
        KafkaThief thief = new KafkaThief(stack);
        try (Fleet fleet = new Fleet(stack, folder);
                var asIngest = thief.writer(ServiceName.INGEST)) {
            DeviceClient device = fleet.enrol(id, KeyType.P256, 20);
            send(device);
            var event = device.prepare(event());
            device.transmit(event);
            device.transmit(event);
            asIngest.send(new ProducerRecord<>(Topic.RECEIVED.topicName(), id.key(), new byte[1]))
                    .get(30, TimeUnit.SECONDS);
            send(device);
        }

        // When
        AsyncApi described = new AsyncApi();
        Map<Topic, Integer> seen = new HashMap<>();
        for (Topic topic : Topic.values()) {
            if (topic != Topic.REPLAY_WINDOWS) {
                thief.readAll(
                        topic,
                        record -> {
                            // What tests plant has no attributes.
                            if (record.headers().toArray().length > 0
                                    && !KafkaThief.isPlanted(record)) {
                                seen.merge(topic, 1, Integer::sum);
                                check(described, topic, record);
                            }
                        });
            }
        }

        // Then
        assertThat(differences).isEmpty();
        assertThat(seen).hasSize(Topic.values().length - 1);
    }

    private void check(AsyncApi described, Topic topic, ConsumerRecord<String, byte[]> record) {
        described
                .differences(topic, record.key(), HeaderText.of(record.headers()), record.value())
                .forEach(difference -> differences.add(topic + ": " + difference));
    }

    private static EventId send(DeviceClient device) {
        SendResult result = device.send(event()).join();
        assertThat(result).isInstanceOf(SendResult.Stored.class);
        return result.id();
    }

    private static OutgoingEvent event() {
        return OutgoingEvent.of("climate", "application/json", CONTENT);
    }
}

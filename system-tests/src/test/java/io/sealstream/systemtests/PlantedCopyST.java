package io.sealstream.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.device.DeviceClient;
import io.sealstream.device.KeyType;
import io.sealstream.device.OutgoingEvent;
import io.sealstream.device.SendResult;
import io.sealstream.protocol.ContentDigest;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.Topic;
import io.sealstream.systemtests.record.Discrepancies;
import io.sealstream.systemtests.record.Ledger;
import io.sealstream.systemtests.record.Sighting;
import io.sealstream.systemtests.stack.Stack;
import io.sealstream.systemtests.stack.StackExtension;
import io.sealstream.systemtests.theft.KafkaThief;
import io.sealstream.systemtests.theft.StolenDatabase;
import io.sealstream.systemtests.traffic.Fleet;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Copies written behind the guard, with the guard's own identity. */
@ExtendWith(StackExtension.class)
class PlantedCopyST {
    private static final int COPIES = 3;
    private final DeviceId id = new DeviceId("acme", "copied-" + UUID.randomUUID());
    private final Ledger ledger = new Ledger();

    @Test
    void aCopyWrittenBehindTheGuardIsSeenInTheTopicAndStoredOnce(Stack stack, @TempDir Path folder)
            throws Exception {
        KafkaThief thief = new KafkaThief(stack);
        try (Fleet fleet = new Fleet(stack, folder);
                StolenDatabase database = new StolenDatabase(stack)) {
            // Given
            DeviceClient device = fleet.enrol(id, KeyType.P256, 10);
            send(device, "first");
            List<ConsumerRecord<String, byte[]>> accepted = new ArrayList<>();
            thief.readAll(Topic.ACCEPTED, accepted::add);
            accepted.removeIf(record -> !id.key().equals(record.key()));
            assertThat(accepted).hasSize(1);

            // When
            try (var asGuard = thief.writer(ServiceName.REPLAY_GUARD)) {
                for (int i = 0; i < COPIES; i++) {
                    asGuard.send(unmarked(accepted.getFirst())).get(30, TimeUnit.SECONDS);
                }
            }
            send(device, "last");

            // Then
            List<Sighting> seen =
                    thief.accepted().stream()
                            .filter(sighting -> sighting.address().startsWith(id.key() + "/"))
                            .toList();
            assertThat(Discrepancies.between(ledger.entries(), seen))
                    .hasSize(COPIES)
                    .allMatch(discrepancy -> discrepancy.startsWith("doubled: "));
            assertThat(Discrepancies.between(ledger.entries(), database.events(id))).isEmpty();
        }
    }

    private void send(DeviceClient device, String content) {
        OutgoingEvent event =
                OutgoingEvent.of(
                        "copied",
                        "application/octet-stream",
                        content.getBytes(StandardCharsets.UTF_8));
        assertThat(device.send(event).join()).isInstanceOf(SendResult.Stored.class);
        String digest =
                ContentDigest.of(ContentDigest.Algorithm.SHA_256, event.content()).toString();
        ledger.note(new Sighting(id.key() + "/" + event.id(), digest), 201);
    }

    private static ProducerRecord<String, byte[]> unmarked(ConsumerRecord<String, byte[]> record) {
        return new ProducerRecord<>(
                record.topic(), record.partition(), record.key(), record.value());
    }
}

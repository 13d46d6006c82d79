package io.sealstream.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.device.DeviceClient;
import io.sealstream.device.KeyType;
import io.sealstream.device.OutgoingEvent;
import io.sealstream.device.SendResult;
import io.sealstream.protocol.DeadLetter;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.Json;
import io.sealstream.protocol.MalformedRecordException;
import io.sealstream.protocol.StreamName;
import io.sealstream.protocol.Topic;
import io.sealstream.reader.ReaderClient;
import io.sealstream.reader.StreamAddress;
import io.sealstream.systemtests.stack.Listener;
import io.sealstream.systemtests.stack.Stack;
import io.sealstream.systemtests.stack.StackExtension;
import io.sealstream.systemtests.theft.KafkaThief;
import io.sealstream.systemtests.theft.Poison;
import io.sealstream.systemtests.traffic.Fleet;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every kind of unusable record in every topic that is consumed, written by one who may write
 * there, into the partition of an honest device: the device's next event is readable all the same.
 */
@ExtendWith(StackExtension.class)
class PoisonST {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final StreamName STREAM = new StreamName("poisoned");

    private final DeviceId id = new DeviceId("acme", "honest-" + UUID.randomUUID());

    @ParameterizedTest
    @EnumSource(
            value = Topic.class,
            names = {
                "RECEIVED",
                "ACCEPTED",
                "RETRIED",
                "REJECTED",
                "STORED",
                "DATA_KEY",
                "DEVICE_STATE"
            })
    void noRecordHoldsUpTheNextHonestEvent(Topic topic, Stack stack, @TempDir Path folder)
            throws Exception {
        KafkaThief thief = new KafkaThief(stack);
        try (Fleet fleet = new Fleet(stack, folder);
                ReaderClient reader =
                        ReaderClient.open(stack.reader(id.tenant()), stack.url(Listener.STORAGE));
                KafkaProducer<String, byte[]> writer =
                        thief.writer(topic.writers().iterator().next())) {
            // Given
            DeviceClient device = fleet.enrol(id, KeyType.P256, 10);
            send(device, reader, "first");
            ConsumerRecord<String, byte[]> genuine = template(thief, topic);
            List<String> late = new ArrayList<>();
            Set<String> places = new HashSet<>();

            // When
            for (Poison poison : Poison.values()) {
                try {
                    RecordMetadata at =
                            writer.send(poison.of(topic, genuine)).get(30, TimeUnit.SECONDS);
                    places.add(at.topic() + "-" + at.partition() + "-" + at.offset());
                } catch (ExecutionException e) {
                    // The broker itself refuses some: a compacted topic wants keys.
                    assertThat(e).hasCauseInstanceOf(InvalidRecordException.class);
                }
                Duration took = send(device, reader, "after " + poison);
                if (took.compareTo(SOON) > 0) {
                    late.add(poison + " took " + took);
                }
            }

            // Then
            assertThat(Poison.values().length).isGreaterThanOrEqualTo(15);
            assertThat(late).isEmpty();
            if (topic != Topic.STORED) { // Ingest reads these only while a device waits.
                assertThat(deadLetters(thief)).containsAll(places);
            }
        }
    }

    /** Sends, and reads what was sent; tells how long both took. */
    private Duration send(DeviceClient device, ReaderClient reader, String content) {
        long started = System.nanoTime();
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        OutgoingEvent event = OutgoingEvent.of(STREAM.value(), "application/octet-stream", bytes);
        assertThat(device.send(event).join()).as(content).isInstanceOf(SendResult.Stored.class);
        assertThat(reader.event(new StreamAddress(id, STREAM), event.id()).content())
                .isEqualTo(bytes);
        return Duration.ofNanos(System.nanoTime() - started);
    }

    /** A record of the topic that is as it should be, if there is one; else one of the device's. */
    private ConsumerRecord<String, byte[]> template(KafkaThief thief, Topic topic) {
        List<ConsumerRecord<String, byte[]>> all = new ArrayList<>();
        Topic like = topic == Topic.RETRIED ? Topic.ACCEPTED : topic;
        thief.readAll(like, all::add);
        return all.stream()
                .filter(record -> record.value() != null && id.key().equals(record.key()))
                .reduce((first, last) -> last)
                .orElseGet(() -> all.isEmpty() ? Poison.nothing(topic, id.key()) : all.getLast());
    }

    private static List<String> deadLetters(KafkaThief thief) {
        List<String> places = new ArrayList<>();
        thief.readAll(
                Topic.DEAD_LETTER,
                record -> {
                    try {
                        places.add(Json.read(record.value(), DeadLetter.class).place());
                    } catch (MalformedRecordException e) {
                        throw new AssertionError("a dead letter cannot be read", e);
                    }
                });
        return places;
    }
}

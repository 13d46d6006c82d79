package io.sealstream.guard.kafka;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sealstream.guard.Judge;
import io.sealstream.protocol.Topic;
import io.sealstream.protocol.UnusableRecordException;
import io.sealstream.protocol.nonce.EpochKey;
import io.sealstream.protocol.nonce.EpochKeys;
import io.sealstream.protocol.nonce.NonceChecker;
import io.sealstream.protocol.secret.KeyBytes;
import io.sealstream.servicekit.records.Placement;
import io.sealstream.servicekit.streams.StreamsDeviceTable;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;

/** The guard's topology with its topics, without a broker. Epochs last twelve hours. */
final class GuardDriver implements AutoCloseable {
    static final String DOMAIN = "sealstream.local";
    static final EpochKeys KEYS =
            EpochKeys.of(List.of(new EpochKey(1, KeyBytes.takeOwnershipOf(new byte[32]))));

    final TestInputTopic<String, byte[]> received;
    final TestInputTopic<String, byte[]> devices;
    final TestOutputTopic<String, byte[]> accepted;
    final TestOutputTopic<String, byte[]> retried;
    final TestOutputTopic<String, byte[]> rejected;
    final TestOutputTopic<String, byte[]> findings;
    final TestOutputTopic<String, byte[]> deadLetters;

    /** Device states that were passed over. */
    final List<UnusableRecordException> unusableStates = new ArrayList<>();

    private final TopologyTestDriver driver;

    GuardDriver(Path state, InstantSource clock) {
        this(state, clock, 1);
    }

    /** With submissions over so many partitions, of which the driver plays the first. */
    GuardDriver(Path state, InstantSource clock, int partitions) {
        StreamsDeviceTable table =
                new StreamsDeviceTable((place, value, why) -> {
                    unusableStates.add(why);
                    return CompletableFuture.completedFuture(null);
                });
        NonceChecker nonces = new NonceChecker(() -> KEYS, DOMAIN, Duration.ofHours(12));
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "replay-guard");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
        settings.put(
                StreamsConfig.STATE_DIR_CONFIG, state.resolve(UUID.randomUUID() + "").toString());
        var topology =
                GuardTopology.build(
                        new Judge(table, nonces),
                        table,
                        new Placement(partitions),
                        clock,
                        new SimpleMeterRegistry());
        driver = new TopologyTestDriver(topology, settings);
        table.readFrom(() -> driver.getKeyValueStore(StreamsDeviceTable.storeName()));
        received = input(Topic.RECEIVED);
        devices = input(Topic.DEVICE_STATE);
        accepted = output(Topic.ACCEPTED);
        retried = output(Topic.RETRIED);
        rejected = output(Topic.REJECTED);
        findings = output(Topic.FINDING);
        deadLetters = output(Topic.DEAD_LETTER);
    }

    KeyValueStore<String, byte[]> windows() {
        return driver.getKeyValueStore(GuardTopology.WINDOWS);
    }

    /** Lets time pass for what is set aside. */
    void lookAgain(Duration later) {
        driver.advanceWallClockTime(later);
    }

    private TestInputTopic<String, byte[]> input(Topic topic) {
        return driver.createInputTopic(
                topic.topicName(), new StringSerializer(), new ByteArraySerializer());
    }

    private TestOutputTopic<String, byte[]> output(Topic topic) {
        return driver.createOutputTopic(
                topic.topicName(), new StringDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public void close() {
        driver.close();
    }
}

package io.sealstream.ingest.kafka;

import io.sealstream.protocol.DeviceId;
import io.sealstream.servicekit.devices.DeviceTable;
import io.sealstream.servicekit.devices.DeviceTableUnavailableException;
import io.sealstream.servicekit.devices.KnownDevice;
import io.sealstream.servicekit.records.DeadLetters;
import io.sealstream.servicekit.streams.StreamsDeviceTable;
import io.sealstream.servicekit.streams.SupervisedStreams;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;

/** Runs the Kafka Streams that keeps ingest's device table up to date. */
public final class DeviceStreams implements DeviceTable, AutoCloseable {
    private static final Duration CLOSE = Duration.ofSeconds(5);

    private final StreamsDeviceTable table;
    private final SupervisedStreams streams;

    /**
     * Starts; comes up without the broker, and is not running then.
     *
     * @param connection how to reach the broker
     * @param state folder for the store
     * @param deadLetters takes note of states that cannot be used
     */
    public DeviceStreams(Map<String, Object> connection, Path state, DeadLetters deadLetters) {
        table = new StreamsDeviceTable(deadLetters);
        Properties settings = settings(connection, state);
        streams = new SupervisedStreams("device-table", () -> build(settings), CLOSE);
        table.readFrom(streams);
        streams.start();
    }

    private static Properties settings(Map<String, Object> connection, Path state) {
        Properties settings = new Properties();
        settings.putAll(connection);
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "ingest-devices");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        // How soon a revocation is seen.
        settings.put(
                StreamsConfig.globalConsumerPrefix(ConsumerConfig.ISOLATION_LEVEL_CONFIG),
                "read_committed");
        settings.put(StreamsConfig.POLL_MS_CONFIG, 50);
        return settings;
    }

    private KafkaStreams build(Properties settings) {
        Topology topology = new Topology();
        table.addTo(topology);
        return new KafkaStreams(topology, settings);
    }

    /** Whether every device can be looked up. */
    public boolean running() {
        return streams.running() && table.isCurrent();
    }

    /** While the store is being restored it would deny devices that exist. */
    @Override
    public Optional<KnownDevice> find(DeviceId device) {
        if (!streams.running()) {
            throw new DeviceTableUnavailableException("the device table is not complete");
        }
        return table.find(device);
    }

    @Override
    public void close() {
        streams.close();
    }
}

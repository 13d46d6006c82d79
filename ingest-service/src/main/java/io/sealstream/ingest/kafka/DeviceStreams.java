package io.sealstream.ingest.kafka;

import io.sealstream.protocol.DeviceId;
import io.sealstream.servicekit.devices.DeviceTable;
import io.sealstream.servicekit.devices.DeviceTableUnavailableException;
import io.sealstream.servicekit.devices.KnownDevice;
import io.sealstream.servicekit.records.DeadLetters;
import io.sealstream.servicekit.streams.StreamsDeviceTable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.QueryableStoreTypes;

/** Runs the Kafka Streams that keeps ingest's device table up to date. */
public final class DeviceStreams implements DeviceTable, AutoCloseable {
    private static final Duration CLOSE = Duration.ofSeconds(5);

    private final StreamsDeviceTable table;
    private final KafkaStreams streams;

    /**
     * Starts.
     *
     * @param connection how to reach the broker
     * @param state folder for the store
     * @param deadLetters takes note of states that cannot be used
     */
    public DeviceStreams(Map<String, Object> connection, Path state, DeadLetters deadLetters) {
        table = new StreamsDeviceTable(deadLetters);
        Topology topology = new Topology();
        table.addTo(topology);
        Properties settings = new Properties();
        settings.putAll(connection);
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "ingest-devices");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        // How soon a revocation is seen.
        settings.put(
                StreamsConfig.globalConsumerPrefix(ConsumerConfig.ISOLATION_LEVEL_CONFIG),
                "read_committed");
        settings.put(StreamsConfig.POLL_MS_CONFIG, 50);
        streams = new KafkaStreams(topology, settings);
        table.readFrom(() ->
                streams.store(
                        StoreQueryParameters.fromNameAndType(
                                StreamsDeviceTable.storeName(),
                                QueryableStoreTypes.keyValueStore())));
        // Starting waits for the broker; the service comes up without it and is not ready.
        Thread.ofPlatform().name("device-table-start").daemon().start(streams::start);
    }

    /** Whether every device can be looked up. */
    public boolean running() {
        return streams.state() == KafkaStreams.State.RUNNING;
    }

    /** While the store is being restored it would deny devices that exist. */
    @Override
    public Optional<KnownDevice> find(DeviceId device) {
        if (!running()) {
            throw new DeviceTableUnavailableException("the device table is not complete");
        }
        return table.find(device);
    }

    @Override
    public void close() {
        streams.close(CLOSE);
    }
}

package io.sealstream.servicekit.devices;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.MalformedRecordException;
import io.sealstream.protocol.Topic;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * The device table as a Kafka Streams global store. {@link #addTo} puts the store into a topology;
 * {@link #readFrom} says how to reach it once the topology runs.
 */
public final class StreamsDeviceTable implements DeviceTable {
    private static final String STORE = "devices";
    private static final int BUSY_DEVICES = 20_000;

    private final Cache<String, Optional<KnownDevice>> busy =
            Caffeine.newBuilder().executor(Runnable::run).maximumSize(BUSY_DEVICES).build();
    private volatile Supplier<ReadOnlyKeyValueStore<String, byte[]>> store =
            () -> {
                throw new IllegalStateException("the device table is not open yet");
            };

    /** Adds the global store to a topology. */
    public void addTo(Topology topology) {
        topology.addGlobalStore(
                Stores.keyValueStoreBuilder(
                                Stores.persistentKeyValueStore(STORE),
                                Serdes.String(),
                                Serdes.ByteArray())
                        .withLoggingDisabled(),
                "device-states",
                Serdes.String().deserializer(),
                Serdes.ByteArray().deserializer(),
                Topic.DEVICE_STATE.topicName(),
                "device-table",
                Update::new);
    }

    /** Says where the store is. */
    public void readFrom(Supplier<ReadOnlyKeyValueStore<String, byte[]>> source) {
        store = source;
    }

    /** The name under which Kafka Streams knows the store. */
    public static String storeName() {
        return STORE;
    }

    @Override
    public Optional<KnownDevice> find(DeviceId device) {
        return busy.get(device.key(), this::load);
    }

    private Optional<KnownDevice> load(String key) {
        byte[] json;
        try {
            json = store.get().get(key);
        } catch (RuntimeException e) {
            throw new DeviceTableUnavailableException("the device table cannot be read", e);
        }
        try {
            return json == null ? Optional.empty() : Optional.of(KnownDevice.read(json));
        } catch (MalformedRecordException e) {
            throw new DeviceTableUnavailableException("a device state cannot be read", e);
        }
    }

    /** Puts each change into the store, then forgets what was parsed before it. */
    private final class Update extends ContextualProcessor<String, byte[], Void, Void> {
        @Override
        public void process(Record<String, byte[]> change) {
            KeyValueStore<String, byte[]> devices = context().getStateStore(STORE);
            if (change.value() == null) {
                devices.delete(change.key());
            } else if (isNewer(change.value(), devices.get(change.key()))) {
                devices.put(change.key(), change.value());
            }
            busy.invalidate(change.key());
        }

        /** A late copy of an old state must not bring a revoked device back. */
        private static boolean isNewer(byte[] change, byte @Nullable [] known) {
            try {
                return known == null
                        || KnownDevice.read(change).state().version()
                                >= KnownDevice.read(known).state().version();
            } catch (MalformedRecordException e) {
                return false;
            }
        }
    }
}

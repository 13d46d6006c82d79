package io.sealstream.servicekit.streams;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.DeviceState;
import io.sealstream.protocol.MalformedRecordException;
import io.sealstream.protocol.RecordFormat;
import io.sealstream.protocol.Topic;
import io.sealstream.protocol.UnusableRecordException;
import io.sealstream.protocol.UnusableRecordException.Kind;
import io.sealstream.servicekit.devices.DeviceTable;
import io.sealstream.servicekit.devices.DeviceTableUnavailableException;
import io.sealstream.servicekit.devices.KnownDevice;
import io.sealstream.servicekit.records.DeadLetters;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The device table as a Kafka Streams global store. {@link #addTo} puts the store into a topology;
 * {@link #readFrom} says how to reach it once the topology runs.
 */
public final class StreamsDeviceTable implements DeviceTable {
    private static final Logger LOG = Logger.getLogger(StreamsDeviceTable.class);
    private static final String STORE = "devices";
    private static final int BUSY_DEVICES = 20_000;

    /**
     * A table that has not heard from the broker for longer does not know who was revoked since.
     * Below a broker's usual restart it would only refuse what cannot be kept anyway.
     */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(10);

    private final DeadLetters deadLetters;

    private final Cache<String, Optional<KnownDevice>> busy =
            Caffeine.newBuilder().executor(Runnable::run).maximumSize(BUSY_DEVICES).build();
    private volatile Supplier<ReadOnlyKeyValueStore<String, byte[]>> store =
            () -> {
                throw new IllegalStateException("the device table is not open yet");
            };
    private volatile Supplier<Duration> silence = () -> Duration.ZERO;

    /**
     * Makes a table that is not open yet.
     *
     * @param deadLetters takes note of states that cannot be used
     */
    public StreamsDeviceTable(DeadLetters deadLetters) {
        this.deadLetters = deadLetters;
    }

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

    /** Reads from the store of streams that run, and only while they hear from the broker. */
    public void readFrom(SupervisedStreams streams) {
        silence = streams::globalSilence;
        readFrom(() ->
                streams.current()
                        .orElseThrow()
                        .store(
                                StoreQueryParameters.fromNameAndType(
                                        STORE, QueryableStoreTypes.keyValueStore())));
    }

    /** Says where the store is. */
    public void readFrom(Supplier<ReadOnlyKeyValueStore<String, byte[]>> source) {
        store = source;
    }

    /** Whether it has heard from the broker lately. */
    public boolean isCurrent() {
        return silence.get().compareTo(LONGEST_SILENCE) < 0;
    }

    /** The name under which Kafka Streams knows the store. */
    public static String storeName() {
        return STORE;
    }

    @Override
    public Optional<KnownDevice> find(DeviceId device) {
        if (!isCurrent()) {
            throw new DeviceTableUnavailableException(
                    "the device table has not heard from the broker for "
                            + silence.get().toSeconds()
                            + " s");
        }
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
            // Only a damaged store holds such a state; its device is unknown until the next one.
            LOG.errorf("the state of device %s cannot be read", key);
            return Optional.empty();
        }
    }

    /** Puts each change into the store, then forgets what was parsed before it. */
    private final class Update extends ContextualProcessor<String, byte[], Void, Void> {
        /** The store was restored, past this processor. */
        @Override
        public void init(ProcessorContext<Void, Void> context) {
            super.init(context);
            busy.invalidateAll();
        }

        @Override
        public void process(Record<String, byte[]> change) {
            KeyValueStore<String, byte[]> devices = context().getStateStore(STORE);
            try {
                KnownDevice next = read(change);
                if (isNewer(next, devices.get(change.key()))) {
                    devices.put(change.key(), change.value());
                    busy.invalidate(change.key());
                }
            } catch (UnusableRecordException e) {
                passOver(change, e);
            }
        }

        /** Devices are never deleted, only revoked: a tombstone is as unusable as garbage. */
        private static KnownDevice read(Record<String, byte[]> change)
                throws UnusableRecordException {
            DeviceState state = RecordFormat.DEVICE_STATE.read(change.key(), change.value());
            try {
                return KnownDevice.of(state);
            } catch (MalformedRecordException e) {
                throw new UnusableRecordException(Kind.MALFORMED, "it holds an unusable key", e);
            }
        }

        /** A late copy of an old state must not bring a revoked device back. */
        private static boolean isNewer(KnownDevice next, byte @Nullable [] known) {
            try {
                return known == null
                        || next.state().version() >= KnownDevice.read(known).state().version();
            } catch (MalformedRecordException e) {
                return true; // Nothing readable is lost.
            }
        }

        private void passOver(Record<String, byte[]> change, UnusableRecordException why) {
            RecordMetadata at = context().recordMetadata().orElseThrow();
            var _ =
                    deadLetters.passOver(
                            new DeadLetters.Place(
                                    Topic.DEVICE_STATE,
                                    at.partition(),
                                    at.offset(),
                                    Instant.ofEpochMilli(change.timestamp())),
                            change.value(),
                            why);
        }
    }
}

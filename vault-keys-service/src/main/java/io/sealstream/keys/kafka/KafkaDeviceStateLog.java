package io.sealstream.keys.kafka;

import io.sealstream.keys.UnavailableException;
import io.sealstream.keys.devices.DeviceStateLog;
import io.sealstream.protocol.DeviceState;
import io.sealstream.protocol.Json;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.Topic;
import io.sealstream.servicekit.kafka.DurableProducer;
import io.sealstream.servicekit.kafka.EventAttributes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.jspecify.annotations.Nullable;

/**
 * Publishes device states as JSON keyed {@code tenant/device}, a batch in one transaction. All
 * processes of vault-keys share one transactional id: the broker lets only the latest of them
 * write.
 */
public final class KafkaDeviceStateLog implements DeviceStateLog, AutoCloseable {
    private static final String TRANSACTIONAL_ID = ServiceName.VAULT_KEYS.label() + "-device-state";
    private static final EventAttributes ATTRIBUTES =
            EventAttributes.of(Topic.DEVICE_STATE, ServiceName.VAULT_KEYS);
    private static final int TIMEOUT_MS = 10_000;

    private final Map<String, Object> settings;
    private @Nullable Producer<String, byte[]> producer;

    /**
     * Makes it; nothing is sent yet.
     *
     * @param connection how to reach the broker
     */
    public KafkaDeviceStateLog(Map<String, Object> connection) {
        this.settings = new HashMap<>(connection);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, TRANSACTIONAL_ID);
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, TRANSACTIONAL_ID);
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TIMEOUT_MS);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, TIMEOUT_MS);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MS / 2);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
    }

    @Override
    public void takeOver() {
        close();
        try {
            Producer<String, byte[]> next = DurableProducer.open(settings);
            producer = next;
            next.initTransactions();
        } catch (KafkaException e) {
            close();
            throw new UnavailableException("the broker does not let device states in", e);
        }
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // the commit fails when one of them did
    public void publish(List<DeviceState> states) throws OvertakenException {
        Producer<String, byte[]> current = producer;
        if (current == null) {
            throw new IllegalStateException("takeOver comes first");
        }
        try {
            current.beginTransaction();
            for (DeviceState state : states) {
                current.send(record(state));
            }
            current.commitTransaction();
        } catch (ProducerFencedException | InvalidProducerEpochException e) {
            close();
            throw new OvertakenException(e);
        } catch (KafkaException e) {
            close();
            throw new UnavailableException("the broker did not take device states", e);
        }
    }

    static ProducerRecord<String, byte[]> record(DeviceState state) {
        String key = state.id().key();
        return new ProducerRecord<>(
                Topic.DEVICE_STATE.topicName(),
                null,
                key,
                Json.write(state),
                ATTRIBUTES.with(key + ":" + state.version()));
    }

    @Override
    public void close() {
        Producer<String, byte[]> current = producer;
        producer = null;
        if (current != null) {
            current.close(Duration.ZERO);
        }
    }
}

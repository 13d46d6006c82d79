package io.sealstream.storage.kafka;

import io.sealstream.protocol.Topic;
import io.sealstream.storage.DataKeyStore;
import io.sealstream.storage.DeviceCertificates;
import io.sealstream.storage.Writing;
import java.util.List;
import java.util.Map;

/**
 * The three things storage listens to. Group ids start with the service's label, as the broker
 * demands.
 */
public final class StorageConsumers implements AutoCloseable {
    private final List<BatchConsumer> consumers;

    public StorageConsumers(
            Map<String, Object> connection,
            Writing writing,
            NoticeLog log,
            DataKeyStore dataKeys,
            DeviceCertificates certificates) {
        StorageRecords records = new StorageRecords(writing, log, dataKeys, certificates);
        this.consumers =
                List.of(
                        new BatchConsumer(
                                connection,
                                Topic.DATA_KEY.topicName(),
                                "storage-data-keys",
                                BatchConsumer.Pace.AT_ONCE,
                                records::announced),
                        new BatchConsumer(
                                connection,
                                Topic.DEVICE_STATE.topicName(),
                                "storage-devices",
                                BatchConsumer.Pace.AT_ONCE,
                                records::changed),
                        new BatchConsumer(
                                connection,
                                Topic.ACCEPTED.topicName(),
                                "storage-events",
                                BatchConsumer.Pace.COLLECTING,
                                records::accepted));
    }

    /** Whether all of them take part in their groups. */
    public boolean running() {
        return consumers.stream().allMatch(BatchConsumer::running);
    }

    @Override
    public void close() {
        consumers.forEach(BatchConsumer::close);
    }
}

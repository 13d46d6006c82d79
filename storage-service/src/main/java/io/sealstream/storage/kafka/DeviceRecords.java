package io.sealstream.storage.kafka;

import io.sealstream.protocol.DeviceState;
import io.sealstream.protocol.RecordFormat;
import io.sealstream.servicekit.records.RecordBatches;
import io.sealstream.storage.DeviceCertificate;
import io.sealstream.storage.DeviceCertificates;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Keeps the certificates that device states name. */
public final class DeviceRecords {
    private final RecordBatches batches;
    private final DeviceCertificates certificates;

    public DeviceRecords(RecordBatches batches, DeviceCertificates certificates) {
        this.batches = batches;
        this.certificates = certificates;
    }

    void consume(Iterable<ConsumerRecord<String, byte[]>> batch) {
        batches.handle(batch, this::keep);
    }

    private void keep(List<ConsumerRecord<String, byte[]>> batch) {
        certificates.save(
                batches.usable(RecordFormat.DEVICE_STATE, batch).stream()
                        .flatMap(state -> certificatesOf(state).stream())
                        .toList());
    }

    private static List<DeviceCertificate> certificatesOf(DeviceState state) {
        return state.keys().stream()
                .map(key -> new DeviceCertificate(state.id(), key.keyId(), key.certificate()))
                .toList();
    }
}

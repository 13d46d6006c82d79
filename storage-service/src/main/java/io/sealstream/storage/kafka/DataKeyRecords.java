package io.sealstream.storage.kafka;

import io.sealstream.protocol.DataKeyAnnouncement;
import io.sealstream.protocol.RecordFormat;
import io.sealstream.protocol.SecurityFinding;
import io.sealstream.protocol.ServiceName;
import io.sealstream.servicekit.kafka.RecordBatches;
import io.sealstream.storage.DataKeyStore;
import io.sealstream.storage.Findings;
import java.time.InstantSource;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Keeps announcements of data keys; the first for a key is the one that counts. */
public final class DataKeyRecords {
    private final RecordBatches batches;
    private final DataKeyStore dataKeys;
    private final Findings findings;
    private final InstantSource clock;

    public DataKeyRecords(
            RecordBatches batches, DataKeyStore dataKeys, Findings findings, InstantSource clock) {
        this.batches = batches;
        this.dataKeys = dataKeys;
        this.findings = findings;
        this.clock = clock;
    }

    void consume(Iterable<ConsumerRecord<String, byte[]>> batch) {
        batches.handle(batch, this::keep);
    }

    private void keep(List<ConsumerRecord<String, byte[]>> batch) {
        dataKeys.save(batches.usable(RecordFormat.DATA_KEY, batch)).forEach(this::report);
    }

    private void report(DataKeyAnnouncement conflicting) {
        findings.report(
                new SecurityFinding(
                        ServiceName.STORAGE.label(),
                        "data-key-conflict",
                        conflicting.deviceId().key(),
                        "data key "
                                + conflicting.dataKeyId()
                                + " was announced once more, differently",
                        clock.instant()));
    }
}

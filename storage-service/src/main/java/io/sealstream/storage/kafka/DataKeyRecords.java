package io.sealstream.storage.kafka;

import io.sealstream.protocol.DataKeyAnnouncement;
import io.sealstream.protocol.RecordFormat;
import io.sealstream.servicekit.records.RecordBatches;
import io.sealstream.storage.DataKeyStore;
import io.sealstream.storage.Findings;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Keeps announcements of data keys; the first for a key is the one that counts. */
public final class DataKeyRecords {
    private final RecordBatches batches;
    private final DataKeyStore dataKeys;
    private final Findings findings;

    public DataKeyRecords(RecordBatches batches, DataKeyStore dataKeys, Findings findings) {
        this.batches = batches;
        this.dataKeys = dataKeys;
        this.findings = findings;
    }

    void consume(Iterable<ConsumerRecord<String, byte[]>> batch) {
        batches.handle(batch, this::keep);
    }

    private void keep(List<ConsumerRecord<String, byte[]>> batch) {
        dataKeys.save(batches.usable(RecordFormat.DATA_KEY, batch)).forEach(this::report);
    }

    private void report(DataKeyAnnouncement conflicting) {
        findings.report(
                "data-key-conflict",
                conflicting.deviceId(),
                "data key " + conflicting.dataKeyId() + " was announced once more, differently");
    }
}

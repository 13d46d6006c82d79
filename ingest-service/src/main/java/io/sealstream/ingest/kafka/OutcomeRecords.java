package io.sealstream.ingest.kafka;

import io.sealstream.ingest.Outcomes;
import io.sealstream.ingest.Rejections;
import io.sealstream.protocol.RecordFormat;
import io.sealstream.servicekit.records.RecordBatches;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Decodes the notices of guard and storage and passes them on. */
public final class OutcomeRecords {
    private final RecordBatches refusals;
    private final RecordBatches notices;
    private final Rejections rejections;
    private final Outcomes outcomes;

    public OutcomeRecords(
            RecordBatches refusals,
            RecordBatches notices,
            Rejections rejections,
            Outcomes outcomes) {
        this.refusals = refusals;
        this.notices = notices;
        this.rejections = rejections;
        this.outcomes = outcomes;
    }

    void rejected(Iterable<ConsumerRecord<String, byte[]>> batch) {
        refusals.handle(
                batch,
                records ->
                        refusals.usable(RecordFormat.REJECTED, records)
                                .forEach(rejections::handle));
    }

    void stored(Iterable<ConsumerRecord<String, byte[]>> batch) {
        // Whoever waits began before the event was sent, or looks into storage after.
        if (outcomes.awaited()) {
            notices.handle(batch, this::stored);
        }
    }

    private void stored(List<ConsumerRecord<String, byte[]>> records) {
        notices.usable(RecordFormat.STORED, records).forEach(outcomes::stored);
    }
}

package io.sealstream.storage.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.sealstream.protocol.Labels;
import io.sealstream.protocol.RecordFormat;
import io.sealstream.protocol.Submission;
import io.sealstream.servicekit.records.RecordBatches;
import io.sealstream.storage.Notices;
import io.sealstream.storage.Writing;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Stores submissions and publishes a notice of each. */
public final class EventRecords {
    private final RecordBatches batches;
    private final Writing writing;
    private final NoticeLog log;
    private final MeterRegistry meters;

    public EventRecords(
            RecordBatches batches, Writing writing, NoticeLog log, MeterRegistry meters) {
        this.batches = batches;
        this.writing = writing;
        this.log = log;
        this.meters = meters;
    }

    /** Returns once the submissions and their notices are durable. */
    void consume(Iterable<ConsumerRecord<String, byte[]>> batch) {
        batches.handle(batch, this::store);
    }

    private void store(List<ConsumerRecord<String, byte[]>> batch) {
        List<Submission> submissions = new ArrayList<>(batch.size());
        submissions.addAll(batches.usable(RecordFormat.ACCEPTED, batch));
        submissions.addAll(batches.usable(RecordFormat.RETRIED, batch));
        if (!submissions.isEmpty()) {
            Notices notices = writing.write(submissions);
            log.append(notices);
            notices.stored().forEach(notice -> count(notice.outcome()));
            notices.rejected().forEach(notice -> count(notice.reason()));
        }
    }

    private void count(Enum<?> outcome) {
        meters.counter("sealstream.storage.events", "outcome", Labels.of(outcome)).increment();
    }
}

package io.sealstream.servicekit.records;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.sealstream.protocol.RecordFormat;
import io.sealstream.protocol.Topic;
import io.sealstream.protocol.UnusableRecordException;
import io.sealstream.protocol.UnusableRecordException.Kind;
import io.sealstream.servicekit.records.DeadLetters.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * How a consumer goes through its batches: nothing that was acknowledged is skipped while what the
 * work needs is away, and no record stops those behind it. What cannot be used becomes a dead
 * letter, which is on the broker before the batch is done. Blocks.
 */
public final class RecordBatches implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final DeadLetters deadLetters;
    private final Persistence persistence;

    /**
     * Makes one for a consumer.
     *
     * @param consumer its name in the gauge {@code sealstream.consumer.batch.seconds}, which says
     *     how long the batch in hand has taken
     */
    public RecordBatches(String consumer, DeadLetters deadLetters, MeterRegistry meters) {
        this.deadLetters = deadLetters;
        this.persistence = new Persistence();
        var _ =
                meters.gauge(
                        "sealstream.consumer.batch.seconds",
                        Tags.of("consumer", consumer),
                        persistence,
                        work -> work.busy().toMillis() / 1000.0);
    }

    /**
     * Does {@code work} with a batch, again and again if need be. Work must not mind being done
     * twice.
     *
     * @throws IllegalStateException when closed before it is done
     */
    public void handle(
            Iterable<ConsumerRecord<String, byte[]>> batch,
            Consumer<List<ConsumerRecord<String, byte[]>>> work) {
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        batch.forEach(records::add);
        if (!records.isEmpty()) {
            persistence.run(records, work, this::giveUp);
        }
    }

    /** Reads the records of one topic of a batch; those that cannot be used become dead letters. */
    public <T> List<T> usable(RecordFormat<T> format, List<ConsumerRecord<String, byte[]>> batch) {
        List<T> usable = new ArrayList<>(batch.size());
        List<CompletableFuture<Void>> letters = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : batch) {
            if (record.topic().equals(format.topic().topicName())) {
                try {
                    usable.add(format.read(record.key(), record.value()));
                } catch (UnusableRecordException e) {
                    letters.add(passOver(record, e));
                }
            }
        }
        CompletableFuture.allOf(letters.toArray(CompletableFuture<?>[]::new)).join();
        return usable;
    }

    /** Whether the batch in hand takes longer than any should: a minute. */
    public boolean stalled() {
        return persistence.busy().compareTo(LONGEST) > 0;
    }

    private void giveUp(ConsumerRecord<String, byte[]> record) {
        passOver(
                        record,
                        new UnusableRecordException(
                                Kind.FAILED, "its consumer fails with it alone"))
                .join();
    }

    private CompletableFuture<Void> passOver(
            ConsumerRecord<String, byte[]> record, UnusableRecordException why) {
        Place place =
                new Place(
                        Topic.of(record.topic()),
                        record.partition(),
                        record.offset(),
                        Instant.ofEpochMilli(record.timestamp()));
        return deadLetters.passOver(place, record.value(), why).toCompletableFuture();
    }

    @Override
    public void close() {
        persistence.close();
    }
}

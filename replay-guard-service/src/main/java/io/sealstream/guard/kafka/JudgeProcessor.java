package io.sealstream.guard.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.sealstream.guard.Judge;
import io.sealstream.protocol.RecordFormat;
import io.sealstream.protocol.Submission;
import io.sealstream.protocol.UnusableRecordException;
import io.sealstream.protocol.UnusableRecordException.Kind;
import io.sealstream.protocol.seal.SealedEvent;
import io.sealstream.protocol.seal.WrongCiphertextException;
import io.sealstream.protocol.signature.MalformedSignatureException;
import io.sealstream.servicekit.devices.DeviceTableUnavailableException;
import io.sealstream.servicekit.records.Placement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Judges each record once and, in the same transaction, remembers and forwards. No record stops it:
 * one that cannot be judged is passed over, one at which judging fails is tried once more and then
 * passed over too.
 */
final class JudgeProcessor extends ContextualProcessor<String, byte[], String, byte[]> {
    private static final Logger LOG = Logger.getLogger(JudgeProcessor.class);
    private static final Duration CLOCKS_DIFFER = Duration.ofHours(1);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private static final Duration LOOK_FOR_REPETITIONS = Duration.ofSeconds(5);

    private final Judge judge;
    private final Placement placement;
    private final FailedOffsets failed;
    private final InstantSource clock;
    private final MeterRegistry meters;
    private @Nullable Partition partition;

    /** What belongs to the partition. */
    private record Partition(WindowStore windows, PartitionJudge judge, GuardOutput output) {}

    JudgeProcessor(
            Judge judge,
            Placement placement,
            FailedOffsets failed,
            InstantSource clock,
            MeterRegistry meters) {
        this.judge = judge;
        this.placement = placement;
        this.failed = failed;
        this.clock = clock;
        this.meters = meters;
    }

    @Override
    public void init(ProcessorContext<String, byte[]> context) {
        super.init(context);
        KeyValueStore<String, byte[]> store = context.getStateStore(GuardTopology.WINDOWS);
        WindowStore windows = new WindowStore(store, clock);
        GuardOutput output = new GuardOutput(context, clock, meters);
        partition =
                new Partition(
                        windows,
                        new PartitionJudge(judge, windows, new ParkedRecords(store), output, clock),
                        output);
        var _ =
                context.schedule(
                        LOOK_AGAIN,
                        PunctuationType.WALL_CLOCK_TIME,
                        now -> partition().judge.lookAgain(this::attempt, now));
        var _ =
                context.schedule(
                        LOOK_FOR_REPETITIONS,
                        PunctuationType.WALL_CLOCK_TIME,
                        now -> output.reportRepeated());
    }

    @Override
    public void process(Record<String, byte[]> record) {
        RecordMetadata at = context().recordMetadata().orElseThrow();
        RecordPlace place =
                new RecordPlace(
                        at.partition(), at.offset(), Instant.ofEpochMilli(record.timestamp()));
        partition().windows.decideFloor(place);
        attempt(
                place,
                record.value(),
                () -> {
                    Submission submission =
                            RecordFormat.RECEIVED.read(record.key(), record.value());
                    placement.require(record.key(), place.partition());
                    requireSealed(submission);
                    requireTime(submission, place.appendedAt());
                    partition()
                            .judge
                            .judge(
                                    new Judged(place, submission, record.value()),
                                    context().currentSystemTimeMs());
                },
                () -> {});
    }

    /** A malformed sealed event can never be opened, and must not use up the nonce. */
    private static void requireSealed(Submission submission) throws UnusableRecordException {
        try {
            var _ = SealedEvent.dataKeyIdOf(submission.sealedEvent());
        } catch (WrongCiphertextException e) {
            throw new UnusableRecordException(Kind.MALFORMED, "it holds no sealed event", e);
        }
    }

    /**
     * The time that ingest gives an event is not signed, but orders it for readers and chooses the
     * certificate it is proven with: it must be about the time of the broker's stamp.
     */
    private static void requireTime(Submission submission, Instant appendedAt)
            throws UnusableRecordException {
        if (submission.receivedAt().isBefore(appendedAt.minus(CLOCKS_DIFFER))
                || submission.receivedAt().isAfter(appendedAt.plus(CLOCKS_DIFFER))) {
            throw new UnusableRecordException(
                    Kind.MISPLACED, "it was received at another time than it was appended");
        }
    }

    private void attempt(
            RecordPlace place,
            byte @Nullable [] value,
            PartitionJudge.Work work,
            Runnable whenPassedOver) {
        try {
            work.run();
        } catch (UnusableRecordException e) {
            passOver(place, value, e.kind(), String.valueOf(e.getMessage()));
            whenPassedOver.run();
        } catch (KafkaException | DeviceTableUnavailableException e) {
            throw e; // Not the record's fault: it is judged again.
        } catch (RuntimeException | MalformedSignatureException e) {
            if (!failed.failedBefore(place.partition(), place.offset())) {
                throw new IllegalStateException("judging " + place.name() + " failed", e);
            }
            LOG.errorf(e, "judging %s failed again, it is passed over", place.name());
            passOver(place, value, Kind.FAILED, "judging it failed twice");
            whenPassedOver.run();
        }
    }

    private void passOver(RecordPlace place, byte @Nullable [] value, Kind kind, String detail) {
        partition().output.passOver(place, kind, detail, value == null ? -1 : value.length);
    }

    private Partition partition() {
        if (partition == null) {
            throw new IllegalStateException("not initialised");
        }
        return partition;
    }
}

package io.sealstream.guard.kafka;

import io.micrometer.core.instrument.Metrics;
import io.sealstream.guard.Claim;
import io.sealstream.guard.Decision;
import io.sealstream.guard.Judge;
import io.sealstream.protocol.InvalidIdentifierException;
import io.sealstream.protocol.Json;
import io.sealstream.protocol.RejectedNotice;
import io.sealstream.protocol.RejectedNotice.Reason;
import io.sealstream.protocol.SecurityFinding;
import io.sealstream.protocol.Submission;
import io.sealstream.protocol.SubmissionCodec;
import io.sealstream.protocol.cbor.MalformedCborException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Judges each record once and, in the same transaction, remembers and forwards. */
final class JudgeProcessor extends ContextualProcessor<String, byte[], String, byte[]> {
    /** A device that enrolled a moment ago may be in ingest's table and not yet in this one. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private final Judge judge;
    private final InstantSource clock;
    private @Nullable WindowStore windows;

    JudgeProcessor(Judge judge, InstantSource clock) {
        this.judge = judge;
        this.clock = clock;
    }

    @Override
    public void init(ProcessorContext<String, byte[]> context) {
        super.init(context);
        KeyValueStore<String, byte[]> store = context.getStateStore(GuardTopology.WINDOWS);
        windows = new WindowStore(store, clock);
    }

    @Override
    public void process(Record<String, byte[]> record) {
        Instant appendedAt = Instant.ofEpochMilli(record.timestamp());
        Instant floor = windows().floor(context().recordMetadata().orElseThrow().offset());
        Submission submission;
        try {
            submission = SubmissionCodec.decode(record.value());
        } catch (MalformedCborException | InvalidIdentifierException e) {
            report(record, "malformed-record", String.valueOf(record.key()));
            return;
        }
        if (!submission.device().key().equals(record.key())) {
            report(record, "misplaced-record", submission.device().key());
            return;
        }
        Claim claim = Claim.of(submission);
        waitForSender(claim, appendedAt);
        decide(record, claim, appendedAt, floor);
    }

    private void decide(
            Record<String, byte[]> record, Claim claim, Instant appendedAt, Instant floor) {
        WindowStore store = windows();
        byte[] known = store.find(record.key());
        switch (judge.judge(claim, appendedAt, known, floor)) {
            case Decision.Accept(byte[] next) -> {
                store.keep(record.key(), next);
                count("accepted");
                context().forward(record, GuardTopology.ACCEPTED);
            }
            case Decision.Reject(Reason reason, boolean finding) -> {
                String kind = reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
                count(kind);
                reject(record, claim.submission(), reason);
                if (finding) {
                    report(record, kind, record.key());
                }
            }
        }
    }

    private static void count(String verdict) {
        Metrics.counter("sealstream.guard.verdicts", "verdict", verdict).increment();
    }

    private void reject(Record<String, byte[]> record, Submission submission, Reason reason) {
        RejectedNotice notice =
                new RejectedNotice(
                        submission.device().tenant(),
                        submission.device().device(),
                        submission.eventId(),
                        reason,
                        clock.instant());
        context().forward(record.withValue(Json.write(notice)), GuardTopology.REJECTED);
    }

    private void report(Record<String, byte[]> record, String kind, String subject) {
        SecurityFinding finding =
                new SecurityFinding(
                        "replay-guard",
                        kind,
                        subject,
                        "a submission had no effect",
                        clock.instant());
        context()
                .forward(
                        record.withKey(subject).withValue(Json.write(finding)),
                        GuardTopology.FINDING);
    }

    /** Waits by the record's age, not per record: a flood of strangers stalls nothing for long. */
    private void waitForSender(Claim claim, Instant appendedAt) {
        while (!judge.knowsSender(claim, appendedAt)
                && clock.instant().isBefore(appendedAt.plus(PATIENCE))) {
            try {
                Thread.sleep(LOOK_AGAIN);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting for a device", e);
            }
        }
    }

    private WindowStore windows() {
        if (windows == null) {
            throw new IllegalStateException("not initialised");
        }
        return windows;
    }
}

package io.sealstream.guard.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.sealstream.guard.Decision;
import io.sealstream.protocol.DeadLetter;
import io.sealstream.protocol.Json;
import io.sealstream.protocol.Labels;
import io.sealstream.protocol.RejectedNotice;
import io.sealstream.protocol.SecurityFinding;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.Submission;
import io.sealstream.protocol.Topic;
import io.sealstream.protocol.UnusableRecordException.Kind;
import io.sealstream.servicekit.kafka.EventAttributes;
import io.sealstream.servicekit.records.RepeatedFindings;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Writes what follows from a record. Its headers are not passed on: the device did not sign them.
 * Belongs to a partition; when a transaction is aborted, Streams makes another, so that a finding
 * whose record was not committed is reported again.
 */
final class GuardOutput {
    private final ProcessorContext<String, byte[]> context;
    private final InstantSource clock;
    private final MeterRegistry meters;
    private final RepeatedFindings repeated = new RepeatedFindings();
    private final Map<Topic, EventAttributes> attributes = new EnumMap<>(Topic.class);

    GuardOutput(
            ProcessorContext<String, byte[]> context, InstantSource clock, MeterRegistry meters) {
        this.context = context;
        this.clock = clock;
        this.meters = meters;
    }

    void accept(Judged judged) {
        count("accepted");
        forward(Topic.ACCEPTED, judged, judged.value(), judged.submission().eventId().toString());
    }

    void retry(Judged judged) {
        count("retry");
        forward(Topic.RETRIED, judged, judged.value(), judged.at().name());
    }

    void reject(Judged judged, Decision.Reject decision) {
        String kind = Labels.of(decision.reason());
        count(kind);
        Submission submission = judged.submission();
        RejectedNotice notice =
                RejectedNotice.of(submission, decision.reason(), decision.floor(), clock.instant());
        forward(Topic.REJECTED, judged, Json.write(notice), judged.at().name());
        if (decision.finding()) {
            report(
                    new SecurityFinding(
                            ServiceName.REPLAY_GUARD.label(),
                            kind,
                            submission.device().key(),
                            "a submission had no effect",
                            clock.instant()),
                    judged.at().name(),
                    judged.at().appendedAt());
        }
    }

    /** Passes a record over: nothing of it goes further but where it is. */
    void passOver(RecordPlace place, Kind kind, String detail, int valueBytes) {
        count(kind.label());
        DeadLetter letter =
                new DeadLetter(
                        ServiceName.REPLAY_GUARD.label(),
                        Topic.RECEIVED.topicName(),
                        place.partition(),
                        place.offset(),
                        place.appendedAt(),
                        kind.label(),
                        detail,
                        valueBytes,
                        clock.instant());
        write(
                Topic.DEAD_LETTER,
                letter.topic(),
                Json.write(letter),
                letter.place(),
                place.appendedAt());
        report(letter.finding(), letter.place(), place.appendedAt());
    }

    private void report(SecurityFinding finding, String id, Instant at) {
        repeated.admit(finding, now())
                .ifPresent(
                        first -> write(Topic.FINDING, first.subject(), Json.write(first), id, at));
    }

    /** Reports the findings that were collected and are due. */
    void reportRepeated() {
        Instant now = now();
        for (SecurityFinding finding : repeated.due(now)) {
            write(
                    Topic.FINDING,
                    finding.subject(),
                    Json.write(finding),
                    UUID.randomUUID().toString(),
                    now);
        }
    }

    private Instant now() {
        return Instant.ofEpochMilli(context.currentSystemTimeMs());
    }

    private void forward(Topic topic, Judged judged, byte[] value, String id) {
        write(topic, judged.submission().device().key(), value, id, judged.at().appendedAt());
    }

    private void write(Topic topic, String key, byte[] value, String id, Instant at) {
        EventAttributes common =
                attributes.computeIfAbsent(
                        topic, t -> EventAttributes.of(t, ServiceName.REPLAY_GUARD));
        context.forward(
                new Record<>(key, value, at.toEpochMilli(), common.with(id)),
                GuardTopology.sink(topic));
    }

    private void count(String verdict) {
        meters.counter("sealstream.guard.verdicts", "verdict", verdict).increment();
    }
}

package io.sealstream.protocol;

import java.time.Instant;
import java.util.Objects;

/**
 * Says that a consumer passed over a record: the value of {@code record.dead-letter.v1}. The record
 * itself is not copied: it stays in its topic for as long as that keeps records, and a copy could
 * be as unusable as the original.
 *
 * @param consumer the service that passed it over
 * @param topic topic of the record
 * @param partition partition of the record
 * @param offset offset of the record
 * @param appendedAt timestamp of the record
 * @param reason stable name, see {@link UnusableRecordException.Kind#label}
 * @param detail one sentence; nothing of the record
 * @param valueBytes size of its value, -1 for a tombstone
 * @param foundAt when it was passed over
 */
public record DeadLetter(
        String consumer,
        String topic,
        int partition,
        long offset,
        Instant appendedAt,
        String reason,
        String detail,
        int valueBytes,
        Instant foundAt) {
    public DeadLetter {
        Objects.requireNonNull(consumer, "consumer");
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(appendedAt, "appendedAt");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(detail, "detail");
        Objects.requireNonNull(foundAt, "foundAt");
    }

    /** Identifies the record that was passed over: {@code topic-partition-offset}. */
    public String place() {
        return topic + "-" + partition + "-" + offset;
    }

    /** The finding that tells operators of this dead letter. */
    public SecurityFinding finding() {
        return new SecurityFinding(
                consumer, reason, topic, place() + " was passed over: " + detail, foundAt);
    }
}

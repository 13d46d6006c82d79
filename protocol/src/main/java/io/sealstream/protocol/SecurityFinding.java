package io.sealstream.protocol;

import java.time.Instant;
import java.util.Objects;

/**
 * Something an operator must see: the value of {@code security.finding.v1}.
 *
 * @param source the service that found it
 * @param kind stable name, for example {@code nonce-conflict}
 * @param subject device key, hop or key the finding is about; also the record key; never text of a
 *     record that could not be read
 * @param detail one sentence without secrets
 * @param foundAt when it was found
 * @param count how often: more than 1 where repetitions are reported as one finding, whose detail
 *     and time are those of the last
 */
public record SecurityFinding(
        String source, String kind, String subject, String detail, Instant foundAt, long count) {
    public SecurityFinding {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(detail, "detail");
        Objects.requireNonNull(foundAt, "foundAt");
        if (count < 1) {
            throw new IllegalArgumentException("a finding was found at least once");
        }
    }

    /** What was found once. */
    public SecurityFinding(
            String source, String kind, String subject, String detail, Instant foundAt) {
        this(source, kind, subject, detail, foundAt, 1);
    }

    /** The same, found so often. */
    public SecurityFinding times(long found) {
        return new SecurityFinding(source, kind, subject, detail, foundAt, found);
    }

    /** The same about another subject. */
    public SecurityFinding about(String other) {
        return new SecurityFinding(source, kind, other, detail, foundAt, count);
    }
}

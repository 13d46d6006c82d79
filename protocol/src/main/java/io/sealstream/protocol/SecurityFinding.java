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
 */
public record SecurityFinding(
        String source, String kind, String subject, String detail, Instant foundAt) {
    public SecurityFinding {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(detail, "detail");
        Objects.requireNonNull(foundAt, "foundAt");
    }
}

package io.sealstream.storage;

import io.sealstream.protocol.RejectedNotice;
import io.sealstream.protocol.RejectedNotice.Reason;
import io.sealstream.protocol.StoredNotice;
import io.sealstream.protocol.StoredNotice.Outcome;
import io.sealstream.protocol.Submission;
import io.sealstream.storage.Insertion.Kind;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes accepted submissions and gives notices of them. */
public class Writing {
    private final EventStore store;
    private final Rivals rivals;
    private final Findings findings;
    private final InstantSource clock;

    public Writing(EventStore store, EventOpener opener, Findings findings, InstantSource clock) {
        this.store = store;
        this.rivals = new Rivals(store, opener, findings, clock);
        this.findings = findings;
        this.clock = clock;
    }

    /**
     * Writes a batch. Returns notices of those of which something can be said, in order; what they
     * say is durable. May be called again with the same batch.
     */
    public Notices write(List<Submission> batch) {
        // As exact as the database keeps it, so that every copy of a receipt is the same.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        List<Insertion> insertions = store.insert(batch, now);
        List<StoredNotice> stored = new ArrayList<>(batch.size());
        List<RejectedNotice> rejected = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            Submission submission = batch.get(i);
            Insertion insertion = insertions.get(i);
            if (insertion.kind() == Kind.OTHER_FACTS) {
                rejected.add(RejectedNotice.of(submission, Reason.EVENT_CONFLICT, now));
                findings.report(
                        "event-conflict",
                        submission.device(),
                        "event " + submission.eventId() + " came again as another");
            } else {
                outcome(insertion.kind(), new StoredEvent(submission, now))
                        .map(known ->
                                StoredNotice.of(submission, known, insertion.event().storedAt()))
                        .ifPresent(stored::add);
            }
        }
        return new Notices(stored, rejected);
    }

    private Optional<Outcome> outcome(Kind kind, StoredEvent event) {
        return switch (kind) {
            case NEW -> Optional.of(Outcome.STORED);
            case SAME -> Optional.of(Outcome.ALREADY_STORED);
            case RIVAL -> rivals.settle(event);
            case OTHER_FACTS -> Optional.empty();
        };
    }
}

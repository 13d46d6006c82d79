package io.sealstream.storage;

import io.sealstream.protocol.StoredNotice;
import io.sealstream.protocol.StoredNotice.Outcome;
import io.sealstream.protocol.Submission;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes accepted submissions and gives a notice of each. */
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
     * Writes a batch. Returns a notice of each submission of which something can be said, in order;
     * what they say is durable. May be called again with the same batch.
     */
    public List<StoredNotice> write(List<Submission> batch) {
        // As exact as the database keeps it, so that every copy of a receipt is the same.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        List<Insertion> insertions = store.insert(batch, now);
        List<StoredNotice> notices = new ArrayList<>(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            Submission submission = batch.get(i);
            Insertion insertion = insertions.get(i);
            outcome(insertion, new StoredEvent(submission, now))
                    .ifPresent(outcome -> {
                        if (outcome == Outcome.EVENT_CONFLICT) {
                            findings.report(
                                    "event-conflict",
                                    submission.device(),
                                    "event " + submission.eventId() + " came again as another");
                        }
                        notices.add(
                                StoredNotice.of(submission, outcome, insertion.event().storedAt()));
                    });
        }
        return notices;
    }

    private Optional<Outcome> outcome(Insertion insertion, StoredEvent event) {
        return switch (insertion.kind()) {
            case NEW -> Optional.of(Outcome.STORED);
            case SAME -> Optional.of(Outcome.ALREADY_STORED);
            case RIVAL -> rivals.settle(event);
            case OTHER_FACTS -> Optional.of(Outcome.EVENT_CONFLICT);
        };
    }
}

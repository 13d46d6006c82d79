package io.sealstream.storage;

import io.sealstream.protocol.SecurityFinding;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.StoredNotice;
import io.sealstream.protocol.StoredNotice.Outcome;
import io.sealstream.protocol.Submission;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Writes accepted submissions and says what became of each. */
public class Writing {
    private final EventStore store;
    private final Findings findings;
    private final InstantSource clock;

    public Writing(EventStore store, Findings findings, InstantSource clock) {
        this.store = store;
        this.findings = findings;
        this.clock = clock;
    }

    /** Writes a batch; what it returns is durable. May be called again with the same batch. */
    public List<StoredNotice> write(List<Submission> batch) {
        // As exact as the database keeps it, so that every copy of a receipt is the same.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        List<StoredNotice> notices = store.insert(batch, now);
        for (StoredNotice notice : notices) {
            if (notice.outcome() == Outcome.EVENT_CONFLICT) {
                findings.report(
                        new SecurityFinding(
                                ServiceName.STORAGE.label(),
                                "event-conflict",
                                notice.deviceId().key(),
                                "event "
                                        + notice.eventId()
                                        + " came again with other content, or too often",
                                now));
            }
        }
        return notices;
    }
}

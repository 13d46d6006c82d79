package io.sealstream.ingest;

import io.sealstream.protocol.RejectedNotice;
import io.sealstream.protocol.StoredNotice;

/** What became of a submission. */
public sealed interface Outcome {

    /** Storage holds the event. */
    record Stored(StoredNotice notice) implements Outcome {}

    /** The guard or storage rejected the submission: it has no effect. */
    record Rejected(RejectedNotice notice) implements Outcome {}
}

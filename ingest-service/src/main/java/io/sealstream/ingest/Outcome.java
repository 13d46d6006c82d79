package io.sealstream.ingest;

import io.sealstream.protocol.RejectedNotice;
import io.sealstream.protocol.StoredNotice;

/** What became of a submission. */
public sealed interface Outcome {

    /** Storage holds the event, or another content under its id: the notice says which. */
    record Stored(StoredNotice notice) implements Outcome {}

    /** The guard rejected the submission: it has no effect. */
    record Rejected(RejectedNotice notice) implements Outcome {}
}

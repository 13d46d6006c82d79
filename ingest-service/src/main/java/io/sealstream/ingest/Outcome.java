package io.sealstream.ingest;

import io.sealstream.protocol.RejectedNotice;
import io.sealstream.protocol.StoredNotice;

/** What became of a submission. */
public sealed interface Outcome {

    /** Storage has spoken. */
    record Stored(StoredNotice notice) implements Outcome {}

    /** The guard has refused. */
    record Rejected(RejectedNotice notice) implements Outcome {}
}

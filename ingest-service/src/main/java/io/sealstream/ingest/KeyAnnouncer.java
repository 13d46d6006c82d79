package io.sealstream.ingest;

import io.sealstream.protocol.DataKeyAnnouncement;
import java.util.concurrent.CompletionStage;

/** Tells storage of a data key. */
public interface KeyAnnouncer {

    /** Announces; completes once the announcement cannot be lost any more. */
    CompletionStage<Void> announce(DataKeyAnnouncement announcement);
}

package io.sealstream.ingest;

import io.sealstream.protocol.DataKeyAnnouncement;
import java.util.concurrent.CompletionStage;

/** Announces new data keys to storage. Thread-safe. */
public interface KeyAnnouncer {

    /** Announces; completes once the announcement cannot be lost any more. */
    CompletionStage<Void> announce(DataKeyAnnouncement announcement);
}

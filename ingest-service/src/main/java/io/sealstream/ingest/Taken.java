package io.sealstream.ingest;

import io.sealstream.protocol.nonce.EpochToken;

/**
 * An event was kept for good.
 *
 * @param progress how far it was when the device stopped waiting
 * @param receipt what the device is told
 * @param epoch the epoch to go on with
 */
public record Taken(Progress progress, Receipt receipt, EpochToken epoch) {

    /** How far an event is. */
    public enum Progress {
        /** Kept, but not judged or stored yet. */
        PENDING,
        /** Stored by this request. */
        STORED,
        /** Stored by an earlier request. */
        ALREADY_STORED
    }
}

package io.sealstream.ingest;

import io.sealstream.protocol.nonce.EpochToken;

/**
 * An event that cannot be lost any more.
 *
 * @param progress how far it was when the answer was sent
 * @param receipt what the device receives
 * @param epoch the epoch for the next nonces
 */
public record Taken(Progress progress, Receipt receipt, EpochToken epoch) {

    /** How far an event is. */
    public enum Progress {
        /** Appended, but not decided or stored yet. */
        PENDING,
        /** Stored by this request. */
        STORED,
        /** Stored by an earlier request. */
        ALREADY_STORED
    }
}

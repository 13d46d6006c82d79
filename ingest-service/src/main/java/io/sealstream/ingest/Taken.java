package io.sealstream.ingest;

import io.sealstream.protocol.EventId;
import io.sealstream.protocol.SignedDigest;
import io.sealstream.protocol.StoredNotice;
import io.sealstream.protocol.nonce.EpochToken;

/**
 * An event that cannot be lost any more.
 *
 * @param progress how far it was when the answer was sent
 * @param receipt what the device receives
 * @param signed names what the device signed
 * @param epoch the epoch for the next nonces
 */
public record Taken(Progress progress, Receipt receipt, SignedDigest signed, EpochToken epoch) {

    /** Taken, and nothing is decided yet. */
    static Taken pending(EventId eventId, SignedDigest signed, EpochToken epoch) {
        return new Taken(Progress.PENDING, Receipt.pending(eventId), signed, epoch);
    }

    /** Taken and stored. */
    static Taken of(Progress progress, StoredNotice notice, EpochToken epoch) {
        return new Taken(progress, Receipt.stored(notice), notice.signed(), epoch);
    }

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

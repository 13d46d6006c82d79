package io.sealstream.ingest;

import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.EventId;
import io.sealstream.protocol.RejectedNotice;
import io.sealstream.protocol.RejectedNotice.Reason;
import io.sealstream.protocol.SignedDigest;
import java.util.Optional;

/**
 * Looks up the receipt of an event: in storage first, because a stored event stays stored whatever
 * happened to a later copy; then among rejections; then among what this process appended recently.
 * Before all that, storage may have said that what it holds under the id is another event.
 */
public final class Receipts {
    private final StoredReceipts stored;
    private final Outcomes outcomes;
    private final TakenSubmissions taken;

    public Receipts(StoredReceipts stored, Outcomes outcomes, TakenSubmissions taken) {
        this.stored = stored;
        this.outcomes = outcomes;
        this.taken = taken;
    }

    /**
     * The receipt of an event of this device. Blocks.
     *
     * @param asked which submission of the event, or empty for the last that this process took:
     *     records that others wrote under the event's id answer for neither
     * @return empty when nothing is known of it
     */
    public Optional<Receipt> find(DeviceId device, EventId eventId, Optional<SignedDigest> asked) {
        Optional<SignedDigest> signed = asked.or(() -> taken.latest(device, eventId));
        Optional<RejectedNotice> rejection =
                signed.flatMap(s -> outcomes.rejection(device, s))
                        .filter(notice -> notice.eventId().equals(eventId));
        return rejection
                .filter(notice -> notice.reason() == Reason.EVENT_CONFLICT)
                .map(Receipt::rejected)
                .or(() -> stored.find(device, eventId).map(Receipt::stored))
                .or(() -> rejection.map(Receipt::rejected))
                .or(() ->
                        signed.filter(s -> taken.isKept(device, s))
                                .map(kept -> Receipt.pending(eventId)));
    }
}

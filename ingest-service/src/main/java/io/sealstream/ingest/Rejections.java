package io.sealstream.ingest;

import io.sealstream.protocol.RejectedNotice;
import io.sealstream.protocol.RejectedNotice.Reason;
import java.time.Instant;

/**
 * Draws the consequences of rejections: for the rate and the epochs of a device, and for those who
 * wait.
 */
public final class Rejections {
    private final TakenSubmissions taken;
    private final RateLimit rate;
    private final Epochs epochs;
    private final Outcomes outcomes;

    public Rejections(TakenSubmissions taken, RateLimit rate, Epochs epochs, Outcomes outcomes) {
        this.taken = taken;
        this.rate = rate;
        this.epochs = epochs;
        this.outcomes = outcomes;
    }

    /**
     * Handles a notice. A bad signature is charged to the device only when this process took that
     * very submission from it: others may write what they like under its name.
     */
    public void handle(RejectedNotice notice) {
        if (notice.reason() == Reason.BAD_SIGNATURE
                && taken.settle(notice.deviceId(), notice.signed())) {
            rate.chargeBadSignature(notice.deviceId());
        }
        Instant floor = notice.floor();
        if (floor != null) {
            // Before anybody is answered, and asks for an epoch.
            epochs.raise(notice.deviceId(), floor);
        }
        outcomes.rejected(notice);
    }
}

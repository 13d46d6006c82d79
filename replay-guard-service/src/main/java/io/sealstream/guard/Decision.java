package io.sealstream.guard;

import io.sealstream.protocol.RejectedNotice.Reason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the guard decides about one submission. */
public sealed interface Decision {

    /**
     * The submission has its effect: storage writes the event.
     *
     * @param windows the device's replay windows from now on, encoded
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Accept(byte[] windows) implements Decision {}

    /**
     * The same facts were accepted under this nonce before: an honest retry, or a copy. It has no
     * effect of its own, but its ciphertext may be the genuine one: storage must see it.
     */
    record Retry() implements Decision {}

    /**
     * The submission has no effect, and the device may be told why.
     *
     * @param reason why it has no effect
     * @param finding whether an operator must see it
     * @param floor epochs issued at or before it have no effect any more; null when that is not why
     */
    record Reject(Reason reason, boolean finding, @Nullable Instant floor) implements Decision {
        Reject(Reason reason, boolean finding) {
            this(reason, finding, null);
        }

        /** The nonce can have no effect any more; one of a newer epoch can. */
        static Reject stale(Instant floor) {
            return new Reject(Reason.NONCE_STALE, false, floor);
        }

        /** The evidence is not one that a signature of the profile leaves behind. */
        public static Reject malformed() {
            return new Reject(Reason.MALFORMED_EVIDENCE, true);
        }
    }
}

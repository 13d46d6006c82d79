package io.sealstream.guard;

import io.sealstream.protocol.RejectedNotice.Reason;

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
     */
    record Reject(Reason reason, boolean finding) implements Decision {}
}

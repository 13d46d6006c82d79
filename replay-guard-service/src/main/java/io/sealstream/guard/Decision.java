package io.sealstream.guard;

import io.sealstream.protocol.RejectedNotice.Reason;

/** What the guard decides about one record. */
public sealed interface Decision {

    /**
     * It has its effect.
     *
     * @param windows the device's replay windows from now on, encoded
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Accept(byte[] windows) implements Decision {}

    /**
     * It has none, and the device may be told why.
     *
     * @param reason why
     * @param finding whether an operator must see it
     */
    record Reject(Reason reason, boolean finding) implements Decision {}
}

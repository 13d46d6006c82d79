package io.sealstream.guard.window;

/** Whether a nonce was used before, and for the same content. */
public sealed interface Verdict {

    /** First use: the event may have its effect. */
    record Fresh() implements Verdict {}

    /** The same nonce with the same content, and it is remembered: an honest retry. */
    record Retry() implements Verdict {}

    /** The same nonce with another content: someone replays or a device is broken. A finding. */
    record Conflict() implements Verdict {}

    /**
     * Cannot be judged any more, so it has no effect: an epoch or counter too old, or a duplicate
     * whose content is no longer remembered. No finding, because an honest late retry looks alike.
     */
    record Stale() implements Verdict {}
}

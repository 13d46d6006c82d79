package io.sealstream.reader;

/** Whether an event is what its device signed. */
public sealed interface Verification {

    /** Every check holds. */
    record Verified() implements Verification {}

    /** A check fails; the event must not be believed. */
    record Failed(String reason) implements Verification {}
}

package io.sealstream.protocol.nonce;

/** What a nonce is worth before the replay window is asked. */
public sealed interface NonceCheck {

    /**
     * Issued by this platform to this device, and not too old.
     *
     * @param nonce its epoch and counter
     * @param token the epoch as the device holds it
     */
    record Valid(VerifiedNonce nonce, EpochToken token) implements NonceCheck {}

    /** Not of the form of a nonce. */
    record Malformed() implements NonceCheck {}

    /**
     * Of the right form, but another key, device or version made it, or it is too old, or more than
     * 60 s from the future. Which of these is not said: the device's next step is the same.
     */
    record Stale() implements NonceCheck {}
}

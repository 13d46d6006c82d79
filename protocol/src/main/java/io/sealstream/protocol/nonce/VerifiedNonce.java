package io.sealstream.protocol.nonce;

/**
 * A nonce whose epoch token this platform issued to this device, not too long ago.
 *
 * @param epoch the epoch
 * @param counter the device's counter in it, 0 to 10^15 - 1
 */
public record VerifiedNonce(Epoch epoch, long counter) {
    /** The largest counter: 15 decimal digits, the most an RFC 9651 integer has. */
    public static final long MAX_COUNTER = 999_999_999_999_999L;

    public VerifiedNonce {
        if (counter < 0 || counter > MAX_COUNTER) {
            throw new IllegalArgumentException("a counter has at most 15 digits");
        }
    }
}

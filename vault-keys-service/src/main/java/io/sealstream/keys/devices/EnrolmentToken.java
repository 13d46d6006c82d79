package io.sealstream.keys.devices;

import io.sealstream.protocol.InvalidIdentifierException;
import io.sealstream.protocol.signature.DeviceKey;
import io.sealstream.protocol.signature.EnrolmentKey;

/**
 * What an operator hands to a device for its first enrolment: a private key in 43 characters, see
 * {@link EnrolmentKey}. Known to the operator and the device alone; its public key is kept.
 *
 * @param text the token
 */
public record EnrolmentToken(String text) {

    /** A new token from a secure random source. */
    public static EnrolmentToken random() {
        return new EnrolmentToken(EnrolmentKey.newToken());
    }

    /**
     * The public key.
     *
     * @throws InvalidIdentifierException when the text is no token
     */
    public DeviceKey key() {
        return EnrolmentKey.ofToken(text).publicKey();
    }

    @Override
    public String toString() {
        return "EnrolmentToken[redacted]";
    }
}

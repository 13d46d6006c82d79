package io.sealstream.protocol.signature;

/**
 * Signature or digest fields that are missing, malformed, outside their time, or not of our
 * profile. Says nothing about whether the signature would verify; the message holds no value.
 */
public final class MalformedSignatureException extends Exception {
    public MalformedSignatureException(String message) {
        super(message);
    }

    public MalformedSignatureException(String message, Throwable cause) {
        super(message, cause);
    }
}

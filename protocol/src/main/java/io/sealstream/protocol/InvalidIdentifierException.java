package io.sealstream.protocol;

/**
 * An identifier does not have the form the protocol gives it. The message never holds the value.
 */
public final class InvalidIdentifierException extends IllegalArgumentException {
    public InvalidIdentifierException(String message) {
        super(message);
    }
}

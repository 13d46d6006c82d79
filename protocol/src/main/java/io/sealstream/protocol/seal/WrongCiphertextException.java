package io.sealstream.protocol.seal;

/**
 * A sealed event or an encapsulated key does not open: other key, other binding, changed bytes, or
 * not the format at all. The message never holds any of them.
 */
public final class WrongCiphertextException extends Exception {
    public WrongCiphertextException(String message) {
        super(message);
    }

    public WrongCiphertextException(String message, Throwable cause) {
        super(message, cause);
    }
}

package io.sealstream.keys;

/**
 * Vault is sealed or out of reach, or the document store or the broker is. The same call may
 * succeed later; nothing was half done.
 */
public final class UnavailableException extends RuntimeException {
    public UnavailableException(String message) {
        super(message);
    }

    public UnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}

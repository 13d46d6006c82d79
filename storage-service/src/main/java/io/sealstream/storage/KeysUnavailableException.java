package io.sealstream.storage;

/** The keys a page needs are not there now: not announced yet, or vault-keys cannot be reached. */
public class KeysUnavailableException extends RuntimeException {
    public KeysUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    public KeysUnavailableException(String message) {
        super(message);
    }
}

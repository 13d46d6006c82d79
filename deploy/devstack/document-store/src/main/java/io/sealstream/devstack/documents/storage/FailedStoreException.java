package io.sealstream.devstack.documents.storage;

/**
 * The store failed while it worked. Whether the command took effect is not known; the store must be
 * opened again before it writes anything more.
 */
public final class FailedStoreException extends RuntimeException {
    FailedStoreException(String message, Throwable cause) {
        super(message, cause);
    }
}

package io.sealstream.devstack.documents.storage;

/** The store takes no writes now. Nothing was changed, and reading goes on. */
public final class RefusedWriteException extends RuntimeException {
    RefusedWriteException(String message) {
        super(message);
    }
}

package io.sealstream.reader;

/** Storage does not answer, or not now: the same may succeed later. */
public final class StorageAwayException extends ReaderException {
    public StorageAwayException(String message) {
        super(message);
    }

    public StorageAwayException(String message, Throwable cause) {
        super(message, cause);
    }
}

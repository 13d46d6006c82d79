package io.sealstream.ingest;

/** The submission log did not say that it has a record: it may have it or not. */
public final class LogUnavailableException extends RuntimeException {
    public LogUnavailableException(Throwable cause) {
        super("the submission log did not take a record", cause);
    }
}

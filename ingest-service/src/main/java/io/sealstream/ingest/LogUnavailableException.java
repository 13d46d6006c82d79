package io.sealstream.ingest;

/** An append was not acknowledged: the submission log may hold the record or not. */
public final class LogUnavailableException extends RuntimeException {
    public LogUnavailableException(Throwable cause) {
        super("the submission log did not take a record", cause);
    }
}

package io.sealstream.reader;

/** Reading failed. The message may be shown; it holds no content and no key. */
public class ReaderException extends RuntimeException {
    public ReaderException(String message) {
        super(message);
    }

    public ReaderException(String message, Throwable cause) {
        super(message, cause);
    }
}

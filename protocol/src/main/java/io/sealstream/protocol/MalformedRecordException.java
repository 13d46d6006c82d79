package io.sealstream.protocol;

/** Bytes do not decode to the expected record. The message holds nothing of them. */
public final class MalformedRecordException extends Exception {
    public MalformedRecordException(String message) {
        super(message);
    }

    public MalformedRecordException(String message, Throwable cause) {
        super(message, cause);
    }
}

package io.sealstream.protocol;

/** Bytes are not the record they should be. The message holds nothing of them. */
public final class MalformedRecordException extends Exception {
    public MalformedRecordException(String message) {
        super(message);
    }

    public MalformedRecordException(String message, Throwable cause) {
        super(message, cause);
    }
}

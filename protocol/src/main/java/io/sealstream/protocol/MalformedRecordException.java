package io.sealstream.protocol;

/** Bytes that should be a record of the protocol are none. */
public final class MalformedRecordException extends Exception {
    public MalformedRecordException(String message) {
        super(message);
    }
}

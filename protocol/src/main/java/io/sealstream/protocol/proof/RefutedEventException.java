package io.sealstream.protocol.proof;

/** An event is not what a device sent. The message may be shown: it holds nothing of the event. */
public class RefutedEventException extends Exception {
    public RefutedEventException(String message) {
        super(message);
    }

    public RefutedEventException(String message, Throwable cause) {
        super(message, cause);
    }
}

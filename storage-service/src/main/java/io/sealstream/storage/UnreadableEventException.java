package io.sealstream.storage;

/** A stored event does not open, or is not what its device signed. */
public final class UnreadableEventException extends RuntimeException {
    public UnreadableEventException(String message) {
        super(message);
    }
}

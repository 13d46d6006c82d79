package io.sealstream.storage;

/** What is stored under an event's address is no event. */
public final class DamagedEventException extends IllegalArgumentException {
    public DamagedEventException(Throwable cause) {
        super("a stored document is no event", cause);
    }
}

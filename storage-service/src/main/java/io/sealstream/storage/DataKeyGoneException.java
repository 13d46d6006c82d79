package io.sealstream.storage;

import io.sealstream.protocol.proof.RefutedEventException;

/** The key that would open an event was destroyed: nobody can read the event any more. */
public final class DataKeyGoneException extends RefutedEventException {
    public DataKeyGoneException() {
        super("its data key is gone");
    }
}

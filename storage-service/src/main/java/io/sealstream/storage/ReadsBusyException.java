package io.sealstream.storage;

/** Other reads hold all the memory there is for reads. */
public final class ReadsBusyException extends RuntimeException {
    public ReadsBusyException() {
        super("too much is being read at once");
    }
}

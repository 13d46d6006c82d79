package io.sealstream.reader;

/** Takes the events of a stream, in order. */
@FunctionalInterface
public interface EventHandler {
    /** An event, and whether it is what its device signed. */
    void event(VerifiedEvent event);

    /**
     * An event that storage cannot hand out. Whoever does not provide for that must not believe
     * that the stream is complete.
     *
     * @throws ReaderException unless overridden
     */
    default void unreadable(UnreadableEvent event) {
        throw new ReaderException(event.toString());
    }
}

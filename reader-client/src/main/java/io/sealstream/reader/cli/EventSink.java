package io.sealstream.reader.cli;

import io.sealstream.reader.VerifiedEvent;

/** A format of exported events. */
interface EventSink {

    /**
     * Writes one verified event.
     *
     * @throws io.sealstream.reader.ReaderException when the event has no such form, or the output
     *     cannot be written
     */
    void write(VerifiedEvent event);
}

package io.sealstream.reader.cli;

import io.sealstream.reader.VerifiedEvent;
import java.io.Closeable;

/** Where exported events go. */
interface EventSink extends Closeable {

    /** Writes one verified event. */
    void write(VerifiedEvent event);
}

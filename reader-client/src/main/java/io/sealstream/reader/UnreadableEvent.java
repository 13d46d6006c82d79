package io.sealstream.reader;

import io.sealstream.protocol.EventId;
import java.util.Optional;

/**
 * What storage says in the place of an event that it cannot hand out. Nothing proves it.
 *
 * @param sequence place in the stream
 * @param id which event; empty when storage cannot even say that
 * @param problem label of a problem: {@code wrong-ciphertext}, {@code gone} when its key was
 *     destroyed, {@code unavailable} when its key has not come for long
 */
public record UnreadableEvent(long sequence, Optional<EventId> id, String problem) {
    @Override
    public String toString() {
        return "event "
                + id.map(EventId::toString).orElse("without a name")
                + " cannot be read: "
                + problem;
    }
}

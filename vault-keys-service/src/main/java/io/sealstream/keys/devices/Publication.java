package io.sealstream.keys.devices;

import io.sealstream.keys.UnavailableException;
import io.sealstream.protocol.DeviceState;
import java.time.Duration;

/** Waits until the other services can know a device's state. */
public interface Publication {
    /**
     * Returns when this state, or a later one of the device, is on the log.
     *
     * @throws UnavailableException when it is not within a few seconds; it is published later
     */
    void await(DeviceState state);

    /** By looking at the outbox: another process may be the one that publishes. */
    static Publication seenIn(DeviceOutbox outbox, Duration patience) {
        return state -> {
            long deadline = System.nanoTime() + patience.toNanos();
            while (!outbox.isPublished(state.id(), state.version())) {
                if (System.nanoTime() > deadline) {
                    throw new UnavailableException(
                            "the change is kept, but not published yet; ask again");
                }
                pause();
            }
        };
    }

    private static void pause() {
        try {
            Thread.sleep(Duration.ofMillis(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("the process ends");
        }
    }
}

package io.sealstream.keys.boot;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes the relay when a device changed, so that a revocation does not wait for the next look. */
final class Wakeup {
    private final Semaphore changes = new Semaphore(0);

    /** Ends the current wait, or the next one. */
    void signal() {
        changes.release();
    }

    /** Waits for a change, at most {@code most}. Several changes end one wait. */
    void await(Duration most) throws InterruptedException {
        if (changes.tryAcquire(most.toMillis(), TimeUnit.MILLISECONDS)) {
            changes.drainPermits();
        }
    }
}

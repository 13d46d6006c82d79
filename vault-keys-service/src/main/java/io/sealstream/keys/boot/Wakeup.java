package io.sealstream.keys.boot;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes the relay when a device changed, so that a revocation does not wait for the next look. */
@Singleton
public class Wakeup {
    private final Semaphore changes = new Semaphore(0);

    /** Something changed. */
    public void signal() {
        changes.release();
    }

    /** Waits for a change, at most so long. Changes that came together wake once. */
    public void await(Duration most) throws InterruptedException {
        if (changes.tryAcquire(most.toMillis(), TimeUnit.MILLISECONDS)) {
            changes.drainPermits();
        }
    }
}

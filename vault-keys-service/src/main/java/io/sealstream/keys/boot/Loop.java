package io.sealstream.keys.boot;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Work that is repeated on a thread of its own until it says it is done, or the process ends. */
final class Loop {
    private static final Logger LOG = Logger.getLogger(Loop.class);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final Thread thread;

    private Loop(Thread thread) {
        this.thread = thread;
    }

    /** One round; says whether another shall follow. */
    interface Round {
        boolean run() throws InterruptedException;
    }

    static Loop start(String name, MeterRegistry meters, Round round) {
        Counter failures = meters.counter("sealstream.background.failures", "work", name);
        return new Loop(
                Thread.ofVirtual().name("keys-" + name).start(() -> repeat(name, round, failures)));
    }

    private static void repeat(String name, Round round, Counter failures) {
        boolean again = true;
        while (again && !Thread.currentThread().isInterrupted()) {
            try {
                again = attempt(name, round, failures);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static boolean attempt(String name, Round round, Counter failures)
            throws InterruptedException {
        try {
            return round.run();
        } catch (RuntimeException e) {
            failures.increment();
            LOG.warnf("%s failed, trying again: %s", name, e.getMessage());
            LOG.debug(name, e);
            Thread.sleep(AFTER_FAILURE);
            return true;
        }
    }

    /** Interrupts the work and waits for it to end. */
    void stop() {
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

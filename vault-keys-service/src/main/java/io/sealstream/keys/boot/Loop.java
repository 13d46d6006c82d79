package io.sealstream.keys.boot;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Work that is repeated on a thread of its own until the process ends, whatever it throws. */
final class Loop {
    private static final Logger LOG = Logger.getLogger(Loop.class);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final Thread thread;

    private Loop(Thread thread) {
        this.thread = thread;
    }

    /** One round; another follows. */
    interface Round {
        void run() throws InterruptedException;
    }

    static Loop start(String name, MeterRegistry meters, Round round) {
        Counter failures = meters.counter("sealstream.background.failures", "work", name);
        return new Loop(
                Thread.ofVirtual().name("keys-" + name).start(() -> repeat(name, round, failures)));
    }

    private static void repeat(String name, Round round, Counter failures) {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                attempt(name, round, failures);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static void attempt(String name, Round round, Counter failures)
            throws InterruptedException {
        try {
            round.run();
        } catch (RuntimeException | Error e) {
            // An error ends nothing either: a relay that stopped in silence would undo revocation.
            failures.increment();
            LOG.warnf("%s failed, trying again: %s", name, e.toString());
            LOG.debug(name, e);
            Thread.sleep(AFTER_FAILURE);
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

package io.sealstream.ingest.http;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jboss.logging.Logger;

/**
 * Warns of what a whole fleet meets in the same second, such as a broker that is away, once in a
 * while and with how often it happened.
 */
final class RareLog {
    private static final long PAUSE = Duration.ofSeconds(10).toNanos();

    private final Logger log;
    private final AtomicLong next = new AtomicLong(System.nanoTime());
    private final LongAdder unsaid = new LongAdder();

    RareLog(Logger log) {
        this.log = log;
    }

    void warn(Throwable failure) {
        unsaid.increment();
        long due = next.get();
        long now = System.nanoTime();
        if (now - due >= 0 && next.compareAndSet(due, now + PAUSE)) {
            log.warnf(
                    failure.getCause(),
                    "%s (%d requests since this was last said)",
                    failure.getMessage(),
                    unsaid.sumThenReset());
        }
    }
}

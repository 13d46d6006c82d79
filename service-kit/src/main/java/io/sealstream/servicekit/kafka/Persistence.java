package io.sealstream.servicekit.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Does the work of a consumer until it is done: what was acknowledged must not be skipped because a
 * database is away. A record at which the work fails while everything it needs is there is another
 * matter: it is singled out and given up, so that those behind it go on. Blocks.
 */
final class Persistence implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Persistence.class);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int TRIES = 3;

    private final BooleanSupplier healthy;
    private volatile boolean closed;
    private volatile Instant since = Instant.MAX;

    /**
     * Makes one for a consumer.
     *
     * @param healthy whether everything the work needs is there; asked after a failure
     */
    Persistence(BooleanSupplier healthy) {
        this.healthy = healthy;
    }

    /**
     * Does {@code work} with all of {@code items}, in one go if that succeeds.
     *
     * @param givenUp receives an item with which the work fails repeatedly, alone
     * @throws IllegalStateException when closed before the work is done
     */
    <T> void run(List<T> items, Consumer<List<T>> work, Consumer<T> givenUp) {
        since = Instant.now();
        try {
            if (!succeeded(items, work)) {
                for (T item : items) {
                    if (!succeeded(List.of(item), work)) {
                        succeedWith(() -> givenUp.accept(item));
                    }
                }
            }
        } finally {
            since = Instant.MAX;
        }
    }

    /** How long the work in hand has taken; zero when there is none. */
    Duration busy() {
        Instant start = since;
        return start.equals(Instant.MAX) ? Duration.ZERO : Duration.between(start, Instant.now());
    }

    /** False when the work failed some times although everything it needs was there. */
    private <T> boolean succeeded(List<T> items, Consumer<List<T>> work) {
        int blamed = 0;
        while (blamed < TRIES) {
            requireOpen();
            try {
                work.accept(items);
                return true;
            } catch (RuntimeException e) {
                LOG.warnf(e, "work with %d records failed, it is tried again", items.size());
                pause();
                blamed = healthy.getAsBoolean() ? blamed + 1 : 0;
            }
        }
        return false;
    }

    private void succeedWith(Runnable work) {
        while (true) {
            requireOpen();
            try {
                work.run();
                return;
            } catch (RuntimeException e) {
                LOG.warn("a record could not be given up, it is tried again", e);
                pause();
            }
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("closed; the records come again after the next start");
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}

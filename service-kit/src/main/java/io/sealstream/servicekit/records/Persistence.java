package io.sealstream.servicekit.records;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Does the work of a consumer until it is done: what was acknowledged must not be skipped because a
 * database or the broker is away, full or slow. Only where the work fails in the computation on a
 * record, before anything else is asked, the record is at fault: it is singled out and given up, so
 * that those behind it go on. Blocks.
 */
final class Persistence implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Persistence.class);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private volatile boolean closed;
    private volatile Instant since = Instant.MAX;

    /**
     * Does {@code work} with all of {@code items}, in one go if that succeeds.
     *
     * @param givenUp told of an item that is at fault
     * @throws IllegalStateException when closed before the work is done
     */
    <T> void run(List<T> items, Consumer<List<T>> work, Consumer<T> givenUp) {
        since = Instant.now();
        try {
            if (!succeeded(items, work)) {
                for (T item : items) {
                    if (!succeeded(List.of(item), work)) {
                        var _ = succeeded(List.of(item), one -> givenUp.accept(one.getFirst()));
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

    /** Tries until the work is done; false when one of the items is at fault. */
    private <T> boolean succeeded(List<T> items, Consumer<List<T>> work) {
        while (true) {
            if (closed) {
                throw new IllegalStateException(
                        "closed; the records come again after the next start");
            }
            try {
                work.accept(items);
                return true;
            } catch (RuntimeException e) {
                if (isFaultOfData(e)) {
                    LOG.warnf(e, "work with %d records failed at one of them", items.size());
                    return false;
                }
                LOG.warnf(e, "work with %d records failed, it is tried again", items.size());
                pause();
            }
        }
    }

    /** What computing throws; clients of databases and brokers throw their own kinds. */
    private static boolean isFaultOfData(RuntimeException e) {
        return e instanceof IllegalArgumentException
                || e instanceof ArithmeticException
                || e instanceof DateTimeException
                || e instanceof NullPointerException
                || e instanceof ClassCastException
                || e instanceof IndexOutOfBoundsException;
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

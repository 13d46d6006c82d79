package io.sealstream.storage;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Bytes that all reads together may hold in memory. Each takes what it needs as it reads, and gives
 * it back when its answer is on its way. Thread-safe.
 */
public final class ReadBudget {
    /** Held for an event beside its content: evidence, facts, objects. */
    private static final int OVERHEAD = 1024;

    /** Held while a page is fetched: the database hands over several events at a time. */
    private static final int FETCHED = 4 << 20;

    /** An export may hold as much for hours: less than a page, which is read at once. */
    private static final int PART = 1 << 20;

    private final Semaphore free;
    private final int pageBytes;

    /**
     * Makes one.
     *
     * @param bytes for all reads together; four megabytes at least
     * @param pageBytes for one page
     */
    public ReadBudget(int bytes, int pageBytes) {
        if (bytes < FETCHED) {
            throw new IllegalArgumentException("reads need four megabytes at least");
        }
        this.free = new Semaphore(bytes, true);
        this.pageBytes = pageBytes;
    }

    /**
     * A share for one page. The caller closes it.
     *
     * @param patience how long to wait for others to finish
     * @throws ReadsBusyException when they do not
     */
    public Share page(Duration patience) {
        return new Share(pageBytes, patience);
    }

    /** A share for a part of an export, of a megabyte at most; as {@link #page}. */
    public Share part(Duration patience) {
        return new Share(Math.min(pageBytes, PART), patience);
    }

    private void acquire(int bytes, Duration patience) {
        try {
            if (free.tryAcquire(bytes, patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new ReadsBusyException();
    }

    /** What one page holds. Used by one thread at a time. */
    public final class Share implements AutoCloseable {
        private final int most;
        private int used;
        private int held = FETCHED;

        private Share(int most, Duration patience) {
            this.most = most;
            acquire(FETCHED, patience);
        }

        /**
         * Takes the bytes of one more event. The first one of a page is always let in, however
         * large.
         *
         * @return false when the page must end before it
         */
        public boolean take(int size) {
            int bytes = size + OVERHEAD;
            if (used > 0) {
                if (used + bytes > most || !free.tryAcquire(bytes)) {
                    return false;
                }
                held += bytes;
            }
            used += bytes;
            return true;
        }

        /** Says that everything was fetched: no more is held than what was taken. */
        public void settle() {
            int surplus = Math.max(0, held - used);
            free.release(surplus);
            held -= surplus;
        }

        /** Gives everything back. May be called again. */
        @Override
        public void close() {
            free.release(held);
            held = 0;
            used = 0;
        }
    }
}

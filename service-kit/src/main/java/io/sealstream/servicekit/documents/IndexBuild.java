package io.sealstream.servicekit.documents;

import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Makes the indexes of a service's database, in the background from its start, again every second
 * until it succeeds. A service starts while its database is down, and is ready once {@link #done}.
 */
public final class IndexBuild implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(IndexBuild.class);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final Thread thread;
    private volatile boolean done;

    private IndexBuild(Runnable indexes) {
        this.thread = Thread.ofVirtual().name("indexes").unstarted(() -> repeat(indexes));
    }

    /**
     * Starts.
     *
     * @param indexes makes those that are missing; can be repeated
     */
    public static IndexBuild start(Runnable indexes) {
        IndexBuild build = new IndexBuild(indexes);
        build.thread.start();
        return build;
    }

    /** Whether all indexes are there. */
    public boolean done() {
        return done;
    }

    private void repeat(Runnable indexes) {
        while (!done) {
            try {
                indexes.run();
                done = true;
            } catch (RuntimeException e) {
                LOG.warnf("indexes cannot be made yet, trying again: %s", e.getMessage());
                if (!pause()) {
                    return;
                }
            }
        }
    }

    private static boolean pause() {
        try {
            Thread.sleep(AFTER_FAILURE);
            return true;
        } catch (InterruptedException e) {
            return false; // closed
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}

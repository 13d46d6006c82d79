package io.sealstream.servicekit.streams;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Kafka Streams that is built and started again when it ends. Kafka Streams replaces a stream
 * thread that fails, but not its global thread, and not itself when the broker does not answer at
 * the start: it stays in error until somebody starts another.
 */
public final class SupervisedStreams implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(SupervisedStreams.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofMillis(500);

    private final Supplier<KafkaStreams> build;
    private final Duration closeTimeout;
    private final Thread supervisor;
    private final FetchWatch fetches = new FetchWatch();
    private volatile @Nullable KafkaStreams streams;
    private volatile boolean closed;

    /**
     * Prepares; {@link #start} starts.
     *
     * @param name what runs, for the log and the thread
     * @param build makes one that is not started; may fail, and is called again then
     * @param closeTimeout how long an orderly end may take
     */
    public SupervisedStreams(String name, Supplier<KafkaStreams> build, Duration closeTimeout) {
        this.build = build;
        this.closeTimeout = closeTimeout;
        this.supervisor = Thread.ofPlatform().name(name).daemon().unstarted(() -> supervise(name));
    }

    /** Starts without waiting for the broker. */
    public void start() {
        supervisor.start();
    }

    /** The present one, running or not; empty before the first was built. */
    public Optional<KafkaStreams> current() {
        return Optional.ofNullable(streams);
    }

    /** Whether it runs: every store is complete. */
    public boolean running() {
        KafkaStreams now = streams;
        return now != null && now.state() == KafkaStreams.State.RUNNING;
    }

    /** For how long the broker has not answered the consumer of the global stores. */
    public Duration globalSilence() {
        return fetches.silence();
    }

    private void supervise(String name) {
        Duration pause = FIRST_PAUSE;
        while (!closed) {
            try {
                long started = System.nanoTime();
                runOnce();
                if (closed) {
                    return;
                }
                boolean lasted = System.nanoTime() - started > LONGEST_PAUSE.toNanos();
                pause = lasted ? FIRST_PAUSE : pause;
                LOG.errorf("%s ended, it is started again in %d s", name, pause.toSeconds());
            } catch (RuntimeException e) {
                LOG.errorf(
                        "%s does not start, again in %d s: %s",
                        name, pause.toSeconds(), e.getMessage());
            } catch (InterruptedException e) {
                return; // Closed.
            }
            try {
                Thread.sleep(pause);
            } catch (InterruptedException e) {
                return;
            }
            Duration next = pause.multipliedBy(2);
            pause = next.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : next;
        }
    }

    /** Returns when it has ended by itself, and is closed. */
    private void runOnce() throws InterruptedException {
        KafkaStreams started = build.get();
        CountDownLatch ended = new CountDownLatch(1);
        started.setStateListener((next, before) -> {
            if (next == KafkaStreams.State.ERROR || next == KafkaStreams.State.NOT_RUNNING) {
                ended.countDown();
            }
        });
        streams = started;
        try {
            started.start();
            while (!ended.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                fetches.look(started.metrics());
            }
        } finally {
            started.close(new KafkaStreams.CloseOptions().timeout(closeTimeout).leaveGroup(true));
        }
    }

    @Override
    public void close() {
        closed = true;
        supervisor.interrupt();
        try {
            supervisor.join(closeTimeout.plus(LOOK));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

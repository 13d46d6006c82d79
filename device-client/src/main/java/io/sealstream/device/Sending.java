package io.sealstream.device;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Events of the outbox under way, each in a thread of its own, so many at a time as the options
 * say. What the platform stores leaves the outbox, what it rejects is set aside. Thread-safe.
 */
final class Sending implements AutoCloseable {
    private final DeviceClient.Options options;
    private final Supplier<DeviceSession> session;
    private final Semaphore free;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * @param session the session to use; asked for each event, as a renewal makes a new one
     */
    Sending(DeviceClient.Options options, Supplier<DeviceSession> session) {
        this.options = options;
        this.session = session;
        this.free = new Semaphore(options.concurrency());
    }

    /** Sends one event when its turn comes. */
    CompletableFuture<SendResult> begin(Outbox outbox, Outbox.Entry entry) {
        AtomicBoolean absent = new AtomicBoolean();
        return CompletableFuture.supplyAsync(
                () -> {
                    acquire();
                    return finish(outbox, entry, absent);
                },
                threads);
    }

    /**
     * Sends every event that waits now, oldest first, and returns when the last has begun. Only
     * those under way are in memory. Once one has found no platform in all its patience, each of
     * the rest is tried once.
     *
     * @param begun gets each as it begins
     * @param trouble gets a line for each file that cannot be read; the others are sent
     */
    void beginAll(
            Outbox outbox,
            Consumer<CompletableFuture<SendResult>> begun,
            Consumer<String> trouble) {
        AtomicBoolean absent = new AtomicBoolean();
        long until = outbox.newest();
        List<String> names = outbox.waiting("", until);
        while (!names.isEmpty()) {
            for (String name : names) {
                acquire();
                entry(outbox, name, trouble)
                        .ifPresentOrElse(
                                entry ->
                                        begun.accept(
                                                CompletableFuture.supplyAsync(
                                                        () -> finish(outbox, entry, absent),
                                                        threads)),
                                free::release);
            }
            names = outbox.waiting(names.getLast(), until);
        }
    }

    private static Optional<Outbox.Entry> entry(
            Outbox outbox, String name, Consumer<String> trouble) {
        try {
            return outbox.read(name);
        } catch (DeviceException e) {
            trouble.accept(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private void acquire() {
        Attempt.of(
                "sending was interrupted",
                () -> {
                    free.acquire();
                    return free;
                });
    }

    /** Sends with the permit that was acquired, and gives it back. */
    private SendResult finish(Outbox outbox, Outbox.Entry entry, AtomicBoolean absent) {
        try {
            SendResult result =
                    Attempt.of("sending was interrupted", () -> deliver(entry.event(), absent));
            switch (result) {
                case SendResult.Stored stored -> outbox.remove(entry);
                case SendResult.Rejected rejected -> outbox.reject(entry);
                case SendResult.Kept kept -> {}
            }
            return result;
        } finally {
            free.release();
        }
    }

    private SendResult deliver(OutgoingEvent event, AtomicBoolean absent)
            throws InterruptedException {
        if (event.isTooLarge()) {
            return event.tooLarge();
        }
        Duration patience = absent.get() ? Duration.ZERO : options.patience();
        Delivery delivery = new Delivery(session.get(), event, patience);
        try {
            SendResult result = delivery.run();
            absent.set(delivery.isUnanswered());
            return result;
        } catch (IllegalArgumentException e) {
            // Its content type, for example, is no header field: it would never be a request.
            return new SendResult.Rejected(event.id(), "it is no request: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}

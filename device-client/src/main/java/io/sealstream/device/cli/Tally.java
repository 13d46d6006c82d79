package io.sealstream.device.cli;

import io.sealstream.device.SendResult;
import java.io.PrintWriter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Phaser;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import me.tongfei.progressbar.ProgressBar;

/** Counts how events ended, and keeps no more under way than a file needs. Thread-safe. */
final class Tally {
    private final PrintWriter errors;
    private final ProgressBar bar;
    private final Semaphore free;
    private final Phaser done = new Phaser(1);
    private final AtomicInteger stored = new AtomicInteger();
    private final AtomicInteger rejected = new AtomicInteger();
    private final AtomicInteger kept = new AtomicInteger();
    private final AtomicInteger unreadable = new AtomicInteger();

    /**
     * @param underWay the most events under way at a time
     */
    Tally(PrintWriter errors, ProgressBar bar, int underWay) {
        this.free = new Semaphore(underWay);
        this.errors = errors;
        this.bar = bar;
    }

    /**
     * Waits for room, then counts what {@code sending} gives.
     *
     * @param place where the event comes from, for messages
     */
    void track(String place, Supplier<CompletableFuture<SendResult>> sending) {
        free.acquireUninterruptibly();
        done.register();
        CompletableFuture<SendResult> result;
        try {
            result = sending.get();
        } catch (RuntimeException e) {
            end();
            throw e;
        }
        var _ =
                result.whenComplete((ended, failure) -> {
                    if (failure == null) {
                        count(place, ended);
                    } else {
                        kept.incrementAndGet();
                        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
                        complain(place + "an event was kept: " + cause.getMessage());
                    }
                    bar.step();
                    end();
                });
    }

    /** Says that a file of the outbox could not be read. */
    void trouble(String what) {
        unreadable.incrementAndGet();
        complain(what);
    }

    private void end() {
        free.release();
        done.arriveAndDeregister();
    }

    /** Waits for everything under way, and says how it ended; true when all is stored. */
    boolean finish(PrintWriter out) {
        done.arriveAndAwaitAdvance();
        bar.close();
        String more = unreadable.get() == 0 ? "" : ", unreadable " + unreadable;
        out.println("stored " + stored + ", rejected " + rejected + ", kept " + kept + more);
        return rejected.get() == 0 && kept.get() == 0 && unreadable.get() == 0;
    }

    private void count(String place, SendResult result) {
        switch (result) {
            case SendResult.Stored s -> stored.incrementAndGet();
            case SendResult.Rejected r -> {
                rejected.incrementAndGet();
                complain(place + "event " + r.id() + " was rejected: " + r.reason());
            }
            case SendResult.Kept k -> {
                kept.incrementAndGet();
                complain(place + "event " + k.id() + " stays in the outbox: " + k.why());
            }
        }
    }

    private void complain(String what) {
        errors.println(what);
    }
}

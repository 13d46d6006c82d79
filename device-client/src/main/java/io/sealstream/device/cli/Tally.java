package io.sealstream.device.cli;

import io.sealstream.device.SendResult;
import java.io.PrintWriter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Phaser;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import me.tongfei.progressbar.ProgressBar;

/** Counts how events ended, and keeps no more under way than a file needs. Thread-safe. */
final class Tally {
    private static final int UNDER_WAY = 256;

    private final PrintWriter errors;
    private final ProgressBar bar;
    private final Semaphore free = new Semaphore(UNDER_WAY);
    private final Phaser done = new Phaser(1);
    private final AtomicInteger stored = new AtomicInteger();
    private final AtomicInteger rejected = new AtomicInteger();
    private final AtomicInteger kept = new AtomicInteger();

    Tally(PrintWriter errors, ProgressBar bar) {
        this.errors = errors;
        this.bar = bar;
    }

    /** Waits for room, then counts what {@code sending} gives. */
    void track(java.util.function.Supplier<CompletableFuture<SendResult>> sending) {
        free.acquireUninterruptibly();
        done.register();
        var _ =
                sending.get()
                        .whenComplete((result, failure) -> {
                            if (failure == null) {
                                count(result);
                            } else {
                                kept.incrementAndGet();
                                complain("an event was kept: " + failure.getMessage());
                            }
                            bar.step();
                            free.release();
                            done.arriveAndDeregister();
                        });
    }

    /** Waits for everything under way, and says how it ended; true when all is stored. */
    boolean finish(PrintWriter out) {
        done.arriveAndAwaitAdvance();
        bar.close();
        out.println("stored " + stored + ", rejected " + rejected + ", kept " + kept);
        return rejected.get() == 0 && kept.get() == 0;
    }

    private void count(SendResult result) {
        switch (result) {
            case SendResult.Stored s -> stored.incrementAndGet();
            case SendResult.Rejected r -> {
                rejected.incrementAndGet();
                complain("event " + r.id() + " was rejected: " + r.reason());
            }
            case SendResult.Kept k -> {
                kept.incrementAndGet();
                complain("event " + k.id() + " stays in the outbox: " + k.why());
            }
        }
    }

    private void complain(String what) {
        errors.println(what);
    }
}

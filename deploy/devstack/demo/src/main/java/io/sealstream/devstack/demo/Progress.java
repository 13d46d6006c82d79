package io.sealstream.devstack.demo;

import java.io.Console;
import java.io.PrintStream;
import java.util.concurrent.TimeUnit;

/** Prints what is being done, and how far it is, on one line. */
final class Progress {
    private static final long EVERY = TimeUnit.MILLISECONDS.toNanos(500);

    private final PrintStream out;
    private final boolean terminal;
    private String what = "";
    private long startedAt;
    private long printedAt;

    @SuppressWarnings("SystemConsoleNull") // its type still says that it may be
    Progress(PrintStream out) {
        this.out = out;
        Console console = System.console();
        this.terminal = console != null && console.isTerminal();
    }

    /** Says what begins. */
    synchronized void begin(String doing) {
        what = doing;
        startedAt = System.nanoTime();
        printedAt = startedAt;
        if (terminal) {
            out.print("  " + what + " ...");
            out.flush();
        }
    }

    /** Shows how many of how many are done. */
    synchronized void step(int done, int all) {
        long now = System.nanoTime();
        if (terminal && now - printedAt >= EVERY) {
            printedAt = now;
            out.printf("\r  %s ... %d of %d", what, done, all);
            out.flush();
        }
    }

    /** It is done. */
    synchronized void end() {
        double seconds = (System.nanoTime() - startedAt) / 1e9;
        out.printf("%s  %s: %.1f s%n", terminal ? "\r\033[K" : "", what, seconds);
    }
}

package io.sealstream.devstack.launcher.stack;

import io.sealstream.devstack.launcher.layout.Layout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/** What the stack process does, as lines that {@code up} and {@code down} show while they wait. */
public final class Progress {
    private final Path file;

    Progress(Layout layout) {
        this.file = file(layout);
    }

    /** Where the lines are. */
    public static Path file(Layout layout) {
        return layout.run().resolve("progress");
    }

    /** Work that may fail. */
    interface Step {
        void run() throws Exception;
    }

    /** Does a step and shows its name and how long it took. */
    void step(String name, Step step) throws Exception {
        long start = System.nanoTime();
        append(String.format(Locale.ROOT, "  %-34s", name));
        try {
            step.run();
        } catch (Exception e) {
            append("failed\n");
            throw e;
        }
        append(String.format(Locale.ROOT, "%6.1f s%n", (System.nanoTime() - start) / 1e9));
    }

    void line(String text) {
        append(text + "\n");
    }

    private void append(String text) {
        try {
            Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("progress cannot be written", e);
        }
    }
}

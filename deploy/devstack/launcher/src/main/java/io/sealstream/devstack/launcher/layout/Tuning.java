package io.sealstream.devstack.launcher.layout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * How the virtual machines of the stack are started. One stack has one; it is noted in the run
 * folder, so that what is started again later gets the same.
 */
public enum Tuning {
    /** For a system that is started to be looked at: the first compiler costs least. */
    QUICK_START("quick start: first compiler only", List.of("-XX:TieredStopAtLevel=1")),
    /** For a system under load: all compilers, which pay after some seconds of work. */
    LOAD("load: all compilers", List.of("-XX:+TieredCompilation"));

    private static final List<String> ALWAYS = List.of("-XX:+UseSerialGC");

    private final String description;

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable; its type does not say so
    private final List<String> options;

    Tuning(String description, List<String> options) {
        this.description = description;
        this.options = options;
    }

    /** Options of each virtual machine. Small heaps on a shared machine: the serial collector. */
    public List<String> options() {
        return java.util.stream.Stream.concat(ALWAYS.stream(), options.stream()).toList();
    }

    /** For people, with the options. */
    public String description() {
        return description + " (" + String.join(" ", options()) + ")";
    }

    /** What was noted for the stack of a run folder. */
    public static Tuning ofRunning(Layout layout) {
        try {
            Path file = file(layout);
            return Files.exists(file) ? valueOf(Files.readString(file).strip()) : QUICK_START;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read how the stack was started", e);
        }
    }

    /** Where it is noted. */
    public static Path file(Layout layout) {
        return layout.run().resolve("tuning");
    }
}

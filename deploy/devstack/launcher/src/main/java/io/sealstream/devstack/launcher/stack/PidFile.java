package io.sealstream.devstack.launcher.stack;

import io.sealstream.devstack.identity.PrivateFiles;
import io.sealstream.devstack.launcher.layout.Layout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Remembers a process: its id and when it started, so that another process that got the same id
 * later is not taken for it.
 */
public final class PidFile {
    /**
     * Place of {@code starttime} behind the name in {@code /proc/PID/stat}; see proc_pid_stat(5).
     */
    private static final int TICKS_AFTER_NAME = 19;

    private final Path file;

    public PidFile(Layout layout, String name) {
        this.file = layout.run().resolve(name + ".pid");
    }

    void write(ProcessHandle process) throws IOException {
        PrivateFiles.write(file, process.pid() + "\n" + started(process) + "\n");
    }

    void delete() throws IOException {
        Files.deleteIfExists(file);
    }

    /** Whether a process was noted and not stopped in an orderly way. */
    public boolean noted() {
        return Files.exists(file);
    }

    /** The process, if it runs. */
    public Optional<ProcessHandle> running() {
        try {
            List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
            if (lines.size() < 2) {
                return Optional.empty();
            }
            return ProcessHandle.of(Long.parseLong(lines.get(0)))
                    .filter(ProcessHandle::isAlive)
                    .filter(process -> started(process).equals(lines.get(1)));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /**
     * When a process started, as text that stays the same while it runs. Linux counts it in clock
     * ticks since boot; Java makes a time of day of that, which is another after each step of the
     * clock.
     */
    private static String started(ProcessHandle process) {
        try {
            String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
            // The name of the program is in parentheses and may hold anything.
            String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            String boot = Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
            return boot + " " + afterName[TICKS_AFTER_NAME];
        } catch (IOException e) {
            return process.info().startInstant().orElse(Instant.EPOCH).toString();
        }
    }
}

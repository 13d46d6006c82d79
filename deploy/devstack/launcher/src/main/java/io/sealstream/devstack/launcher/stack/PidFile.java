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
                    .filter(process -> started(process).toString().equals(lines.get(1)));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Instant started(ProcessHandle process) {
        return process.info().startInstant().orElse(Instant.EPOCH);
    }
}

package io.sealstream.devstack.launcher.stack;

import io.sealstream.devstack.identity.PrivateFiles;
import io.sealstream.devstack.launcher.layout.Component;
import io.sealstream.devstack.launcher.layout.Layout;
import io.sealstream.devstack.launcher.layout.Servers;
import io.sealstream.devstack.launcher.layout.StackException;
import io.sealstream.devstack.launcher.readiness.Readiness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** Starts and stops single processes and remembers them in the run folder. */
public final class Processes {
    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

    private static final int LOG_LINES = 15;
    private static final int LOG_WIDTH = 300;

    private final Layout layout;

    public Processes(Layout layout) {
        this.layout = layout;
    }

    /** Starts a process whose output goes to its log. */
    void start(Component component, ProcessBuilder prepared) throws IOException {
        Path program = layout.home().resolve(component.jar());
        if (Servers.of(layout).contains(component)) {
            new Containers(layout).remove(component);
        } else if (!Files.exists(program)) {
            throw new StackException(
                    program + " is not there; build it: ./mvnw package -DskipTests");
        }
        Path log = layout.log(component.label());
        PrivateFiles.createFolder(layout.logs());
        PrivateFiles.deleteFolder(layout.temporary(component));
        PrivateFiles.createFolder(layout.temporary(component));
        Process process =
                prepared.directory(layout.home().toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start();
        process.getOutputStream().close();
        pidFile(component).write(process.toHandle());
    }

    /** Where a process is remembered. */
    public PidFile pidFile(Component component) {
        return new PidFile(layout, component.label());
    }

    /** Waits until it is ready, and fails when it dies or takes too long. */
    void awaitReady(Component component, Readiness readiness)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + START_LIMIT.toNanos();
        while (!readiness.ready(component)) {
            if (pidFile(component).running().isEmpty()) {
                throw new StackException(component.label() + " died. " + endOfLog(component));
            }
            if (System.nanoTime() > end) {
                throw new StackException(
                        component.label()
                                + " is not ready after "
                                + START_LIMIT.toSeconds()
                                + " s. "
                                + endOfLog(component));
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    /** The last lines of its log, with the place of the rest. */
    public String endOfLog(Component component) throws IOException {
        Path log = layout.log(component.label());
        List<String> lines = Files.exists(log) ? Files.readAllLines(log) : List.of();
        return lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()).stream()
                .map(line -> line.substring(0, Math.min(LOG_WIDTH, line.length())))
                .collect(Collectors.joining("\n    ", "End of " + log + ":\n    ", ""));
    }

    /** Stops a process if it runs: politely, and after a limit for good. */
    public void stop(Component component) throws IOException {
        stop(pidFile(component));
        if (Servers.of(layout).contains(component)) {
            new Containers(layout).remove(component);
        }
    }

    private static void stop(PidFile file) throws IOException {
        if (file.running().isPresent()) {
            ProcessHandle process = file.running().get();
            process.destroy();
            CompletableFuture<ProcessHandle> gone = process.onExit();
            try {
                gone.get(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS);
            } catch (TimeoutException | ExecutionException e) {
                process.destroyForcibly();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                process.destroyForcibly();
            }
        }
        file.delete();
    }
}

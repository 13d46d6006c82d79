package io.sealstream.devstack.launcher.command;

import io.sealstream.devstack.launcher.layout.Component;
import io.sealstream.devstack.launcher.layout.Layout;
import io.sealstream.devstack.launcher.stack.PidFile;
import io.sealstream.devstack.launcher.stack.Processes;
import io.sealstream.devstack.launcher.stack.Progress;
import io.sealstream.devstack.launcher.stack.Supervisor;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;

/** Stops the stack and keeps its data. */
@Command(
        name = "down",
        mixinStandardHelpOptions = true,
        description = {
            "Stops the whole system in an orderly way and keeps its data.",
            "To start from scratch afterwards, delete the folder .sealstream."
        })
public final class DownCommand implements Callable<Integer> {
    private static final long LIMIT_SECONDS = 180;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Layout layout = Layout.here();
        ProgressView view = new ProgressView(Progress.file(layout));
        PidFile stack = new PidFile(layout, Supervisor.NAME);
        Optional<ProcessHandle> running = stack.running();
        System.out.println(running.isPresent() ? "Stopping." : "The stack is not running.");
        running.ifPresent(ProcessHandle::destroy);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (running.isPresent() && running.get().isAlive() && System.nanoTime() < end) {
            view.show();
            TimeUnit.MILLISECONDS.sleep(100);
        }
        view.show();
        stopLeftovers(new Processes(layout));
        return 0;
    }

    /** What a killed stack process left behind. */
    static void stopLeftovers(Processes processes) throws IOException {
        for (Component component : List.of(Component.values()).reversed()) {
            PidFile file = processes.pidFile(component);
            if (file.running().isPresent()) {
                System.out.println("  " + component.label() + " was left running");
            }
            processes.stop(component);
        }
    }
}

package io.sealstream.devstack.launcher.command;

import io.sealstream.devstack.launcher.layout.Layout;
import io.sealstream.devstack.launcher.layout.Ports;
import io.sealstream.devstack.launcher.stack.Supervisor;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** The background process that {@code up} starts. */
@Command(name = "stack", hidden = true, description = "Runs the stack in the foreground.")
public final class StackCommand implements Callable<Integer> {
    @Override
    public Integer call() throws Exception {
        new Supervisor(Layout.here(), Ports.of(System.getenv())).run();
        return 0;
    }
}

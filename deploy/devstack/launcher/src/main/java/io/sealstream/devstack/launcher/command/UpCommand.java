package io.sealstream.devstack.launcher.command;

import io.sealstream.devstack.identity.PrivateFiles;
import io.sealstream.devstack.launcher.layout.Component;
import io.sealstream.devstack.launcher.layout.Layout;
import io.sealstream.devstack.launcher.layout.Port;
import io.sealstream.devstack.launcher.layout.Ports;
import io.sealstream.devstack.launcher.layout.Servers;
import io.sealstream.devstack.launcher.layout.StackException;
import io.sealstream.devstack.launcher.layout.Tuning;
import io.sealstream.devstack.launcher.stack.Containers;
import io.sealstream.devstack.launcher.stack.PidFile;
import io.sealstream.devstack.launcher.stack.Processes;
import io.sealstream.devstack.launcher.stack.Progress;
import io.sealstream.devstack.launcher.stack.Supervisor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts the stack in the background and shows how it goes. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = {
            "Starts the whole system on this machine and returns when it is ready.",
            "Everything it writes is in .sealstream; 'down' stops it and keeps the data.",
            "Ports are changed by environment variables such as SEALSTREAM_PORT_INGEST."
        })
public final class UpCommand implements Callable<Integer> {
    /** Keeps the stack alive when the terminal closes; setsid is not on every system. */
    private static final String DETACH =
            "trap '' HUP; if command -v setsid >/dev/null; then exec setsid \"$@\"; fi; exec"
                    + " \"$@\"";

    @Mixin private ServersOption servers = new ServersOption();

    @Option(
            names = "--for-load",
            description = {
                "Start with all compilers, as for a benchmark: slower to start, faster after that."
            })
    private boolean forLoad;

    UpCommand() {}

    /** As another command starts the stack. */
    UpCommand(ServersOption servers) {
        this.servers = servers;
    }

    /** The command as it would be given for a benchmark. */
    static UpCommand forLoad() {
        UpCommand command = new UpCommand();
        command.forLoad = true;
        return command;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Layout layout = Layout.here();
        Ports ports = Ports.of(System.getenv());
        if (new PidFile(layout, Supervisor.NAME).running().isPresent()) {
            System.out.println("The stack is already running; './sealstream status' shows it.");
            Servers.choose(layout, servers.wanted());
            return 0;
        }
        Servers chosen = Servers.choose(layout, servers.wanted());
        if (chosen == Servers.REAL) {
            new Containers(layout).check();
        }
        DownCommand.stopLeftovers(new Processes(layout));
        Preflight.check(layout, ports);
        Files.deleteIfExists(Progress.file(layout));
        Files.deleteIfExists(Supervisor.readyFile(layout));
        Tuning tuning = forLoad ? Tuning.LOAD : Tuning.QUICK_START;
        PrivateFiles.write(Tuning.file(layout), tuning.name() + "\n");
        System.out.println(
                "Starting the local stack. "
                        + what(chosen)
                        + "\nVirtual machines: "
                        + tuning.description());
        await(layout, launch(layout));
        System.out.println(
                "Ready. Devices: "
                        + ports.url(Port.INGEST)
                        + "   readers: "
                        + ports.url(Port.STORAGE)
                        + "   identities: "
                        + layout.clients());
        return 0;
    }

    private static String what(Servers servers) {
        return servers == Servers.REAL
                ? "Vault is "
                        + servers.describe(Component.VAULT)
                        + ", the document store "
                        + servers.describe(Component.DOCUMENT_STORE)
                        + ", both in containers; the broker is Apache Kafka."
                : "Vault and the document store are emulators; the broker is Apache Kafka.";
    }

    private static Process launch(Layout layout) throws IOException {
        Path log = layout.log(Supervisor.NAME);
        PrivateFiles.createFolder(layout.logs());
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process =
                new ProcessBuilder(
                                List.of(
                                        "/bin/sh",
                                        "-c",
                                        DETACH,
                                        "sh",
                                        java,
                                        "-Xmx128m",
                                        "-Dsealstream.home=" + layout.home(),
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        "io.sealstream.devstack.launcher.Launcher",
                                        "stack"))
                        .directory(layout.home().toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start();
        process.getOutputStream().close();
        return process;
    }

    private static void await(Layout layout, Process stack)
            throws IOException, InterruptedException {
        ProgressView view = new ProgressView(Progress.file(layout));
        while (!Files.exists(Supervisor.readyFile(layout))) {
            view.show();
            if (stack.waitFor(200, TimeUnit.MILLISECONDS)) {
                view.show();
                throw new StackException(
                        "The stack did not start; all of it was stopped again. More is in "
                                + layout.log(Supervisor.NAME));
            }
        }
        view.show();
    }
}

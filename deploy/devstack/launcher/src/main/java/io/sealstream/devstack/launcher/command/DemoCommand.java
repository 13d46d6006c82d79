package io.sealstream.devstack.launcher.command;

import io.sealstream.devstack.demo.Demo;
import io.sealstream.devstack.demo.DemoException;
import io.sealstream.devstack.demo.DemoSettings;
import io.sealstream.devstack.launcher.layout.Layout;
import io.sealstream.devstack.launcher.layout.Port;
import io.sealstream.devstack.launcher.layout.Ports;
import io.sealstream.devstack.launcher.layout.Servers;
import io.sealstream.devstack.launcher.layout.StackException;
import io.sealstream.devstack.launcher.stack.PidFile;
import io.sealstream.devstack.launcher.stack.Supervisor;
import io.sealstream.operator.OperatorException;
import io.sealstream.protocol.ServiceName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts the stack if need be, shows what the system does, and stops what it started. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Starts the system if it is not running, enrols three devices, sends readings, attacks",
            "the system in several ways, reads everything back and compares.",
            "Exits with 1 when anything differs from what is promised."
        })
public final class DemoCommand implements Callable<Integer> {
    @Option(
            names = "--input",
            paramLabel = "FILE",
            description = "CSV file with a header; each row is one reading. Else 3,000 simulated.")
    private @Nullable Path input;

    @Option(names = "--keep", description = "Leave the system running afterwards.")
    private boolean keep;

    @Mixin private ServersOption servers = new ServersOption();

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (input != null && !Files.isReadable(input)) {
            throw new StackException("There is no readable file " + input);
        }
        Layout layout = Layout.here();
        boolean wasRunning = new PidFile(layout, Supervisor.NAME).running().isPresent();
        new UpCommand(servers).call();
        try {
            System.out.println();
            boolean green = new Demo(settings(layout), System.out).run();
            return green ? 0 : 1;
        } catch (DemoException | OperatorException e) {
            throw new StackException("The demo could not go on: " + e.getMessage(), e);
        } finally {
            if (!keep && !wasRunning) {
                new DownCommand().call();
            }
        }
    }

    private DemoSettings settings(Layout layout) {
        Ports ports = Ports.ofRunning(layout.run().resolve("ports"));
        return new DemoSettings(
                layout.state().resolve("demo"),
                layout.identities(),
                layout.clients(),
                ports.url(Port.INGEST),
                ports.url(Port.VAULT_KEYS),
                ports.url(Port.STORAGE),
                "localhost:" + ports.number(Port.BROKER),
                "mongodb://localhost:" + ports.number(Port.DOCUMENT_STORE) + "/?tls=true",
                Servers.of(layout) == Servers.REAL
                        ? layout.documentUsers().resolve(ServiceName.STORAGE.label())
                        : null,
                Layout.TRUST_DOMAIN,
                input);
    }
}

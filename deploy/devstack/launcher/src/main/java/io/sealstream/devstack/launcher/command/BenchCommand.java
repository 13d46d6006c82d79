package io.sealstream.devstack.launcher.command;

import io.sealstream.devstack.identity.PrivateFiles;
import io.sealstream.devstack.launcher.layout.Component;
import io.sealstream.devstack.launcher.layout.Layout;
import io.sealstream.devstack.launcher.layout.Port;
import io.sealstream.devstack.launcher.layout.Ports;
import io.sealstream.devstack.launcher.layout.Servers;
import io.sealstream.devstack.launcher.layout.StackException;
import io.sealstream.devstack.launcher.layout.Tuning;
import io.sealstream.devstack.launcher.stack.PidFile;
import io.sealstream.devstack.launcher.stack.Processes;
import io.sealstream.devstack.launcher.stack.Supervisor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/**
 * Starts the stack for load if none runs, runs the benchmark as a process of its own, and stops
 * what it started. Options are the benchmark's; they are handed on.
 */
@Command(name = "bench", description = "Measures the system under load; 'bench --help' says more.")
public final class BenchCommand implements Callable<Integer> {
    private static final String PROGRAM = "benchmarks/target/benchmarks.jar";

    @Unmatched private List<String> options = new ArrayList<>();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Layout layout = Layout.here();
        if (!Files.exists(layout.home().resolve(PROGRAM))) {
            throw new StackException(PROGRAM + " is not there; build it: ./mvnw package");
        }
        int understood = run(layout, List.of("--only-check-options"));
        if (understood != 0 || options.contains("--help") || options.contains("-h")) {
            return understood;
        }
        boolean wasRunning = new PidFile(layout, Supervisor.NAME).running().isPresent();
        if (!wasRunning) {
            UpCommand.forLoad().call();
        } else if (Tuning.ofRunning(layout) != Tuning.LOAD) {
            System.out.println(
                    "The running stack was started for a quick start, without the second compiler:"
                            + " its figures are not those of a system under load. To start one for"
                            + " load: ./sealstream down; ./sealstream up --for-load");
        }
        try {
            Path address = layout.run().resolve("bench.properties");
            PrivateFiles.write(address, address(layout));
            return run(layout, List.of("--stack", address.toString()));
        } finally {
            if (!wasRunning) {
                new DownCommand().call();
            }
        }
    }

    private int run(Layout layout, List<String> more) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC"));
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("--sun-misc-unsafe-memory-access=allow"); // Netty's buffers
        command.addAll(List.of("-jar", layout.home().resolve(PROGRAM).toString()));
        command.addAll(options);
        command.addAll(more);
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }

    private static String address(Layout layout) {
        Ports ports = Ports.ofRunning(layout.run().resolve("ports"));
        Processes processes = new Processes(layout);
        List<String> lines = new ArrayList<>();
        lines.add("ingest=" + ports.url(Port.INGEST));
        lines.add("vault-keys=" + ports.url(Port.VAULT_KEYS));
        lines.add("storage=" + ports.url(Port.STORAGE));
        lines.add("broker=localhost:" + ports.number(Port.BROKER));
        lines.add(
                "documents=mongodb://localhost:"
                        + ports.number(Port.DOCUMENT_STORE)
                        + "/?tls=true");
        lines.add("identities=" + layout.identities());
        lines.add("clients=" + layout.clients());
        lines.add("trust-domain=" + Layout.TRUST_DOMAIN);
        lines.add("tuning=" + Tuning.ofRunning(layout).description());
        lines.add(
                "emulators="
                        + Arrays.stream(Component.values())
                                .filter(component ->
                                        Servers.of(layout).describe(component).equals("emulator"))
                                .map(Component::label)
                                .collect(Collectors.joining(", ")));
        for (Component component : Component.values()) {
            processes
                    .pidFile(component)
                    .running()
                    .ifPresent(
                            process -> lines.add("pid." + component.label() + "=" + process.pid()));
        }
        return String.join("\n", lines) + "\n";
    }
}

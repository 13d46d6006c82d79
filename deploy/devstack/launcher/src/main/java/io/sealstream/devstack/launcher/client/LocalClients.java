package io.sealstream.devstack.launcher.client;

import io.sealstream.devstack.launcher.layout.Layout;
import io.sealstream.devstack.launcher.layout.Ports;
import io.sealstream.devstack.launcher.layout.StackException;
import io.sealstream.devstack.launcher.stack.PidFile;
import io.sealstream.devstack.launcher.stack.Supervisor;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.OptionSpec;

/** Runs the command lines of operators, devices and readers against the local stack. */
public final class LocalClients {
    /** What they are called. */
    public static final Set<String> NAMES = Set.of("operator", "device", "reader");

    private final Layout layout;
    private final Ports ports;

    public LocalClients(Layout layout) {
        this.layout = layout;
        this.ports = Ports.ofRunning(layout.run().resolve("ports"));
    }

    /**
     * Runs one.
     *
     * @param name one of {@link #NAMES}
     * @return its exit code
     * @throws StackException when the stack is not up, or something else must be done before
     */
    public int run(String name, List<String> arguments) throws IOException {
        LocalClient client = client(name);
        Invocation invocation = new Invocation(arguments);
        CommandLine line = client.commandLine();
        describe(line, name, client);
        if (invocation.asksForHelp() || !line.getSubcommands().containsKey(invocation.command())) {
            return line.execute(arguments.toArray(String[]::new));
        }
        requireRunning();
        line.setDefaultValueProvider(byName(client.defaults(invocation)));
        int exit = line.execute(client.arguments(invocation).toArray(String[]::new));
        if (exit == 0) {
            client.succeeded(invocation);
        }
        return exit;
    }

    private LocalClient client(String name) {
        return switch (name) {
            case "operator" -> new LocalOperator(layout, ports);
            case "device" -> new LocalDevice(layout, ports, System.getenv());
            case "reader" -> new LocalReader(layout, ports);
            default -> throw new StackException("There is no client " + name);
        };
    }

    private static void describe(CommandLine line, String name, LocalClient client) {
        line.setCommandName("./sealstream " + name);
        line.getCommandSpec().usageMessage().footer(client.footer());
        line.getSubcommands()
                .values()
                .forEach(sub -> sub.getCommandSpec().usageMessage().footer(client.footer()));
    }

    private void requireRunning() {
        if (new PidFile(layout, Supervisor.NAME).running().isEmpty()) {
            throw new StackException(
                    "The local stack is not running. To start it: ./sealstream up");
        }
        if (!Files.exists(Supervisor.readyFile(layout))) {
            throw new StackException("The local stack is not ready yet: ./sealstream status");
        }
    }

    private static IDefaultValueProvider byName(Map<String, String> defaults) {
        return argument ->
                argument instanceof OptionSpec option
                        ? List.of(option.names()).stream()
                                .map(defaults::get)
                                .filter(java.util.Objects::nonNull)
                                .findFirst()
                                .orElse(null)
                        : null;
    }
}

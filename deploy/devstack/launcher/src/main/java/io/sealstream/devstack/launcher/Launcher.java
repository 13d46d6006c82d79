package io.sealstream.devstack.launcher;

import io.sealstream.devstack.launcher.client.LocalClients;
import io.sealstream.devstack.launcher.command.BenchCommand;
import io.sealstream.devstack.launcher.command.DemoCommand;
import io.sealstream.devstack.launcher.command.DownCommand;
import io.sealstream.devstack.launcher.command.LogsCommand;
import io.sealstream.devstack.launcher.command.StackCommand;
import io.sealstream.devstack.launcher.command.StatusCommand;
import io.sealstream.devstack.launcher.command.UpCommand;
import io.sealstream.devstack.launcher.layout.Layout;
import io.sealstream.devstack.launcher.layout.StackException;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The entry. Errors that a person can mend are one message, without a stack trace. */
@Command(
        name = "sealstream",
        mixinStandardHelpOptions = true,
        description = "Runs the local stack of Sealstream on this machine.",
        subcommands = {
            BenchCommand.class,
            DemoCommand.class,
            UpCommand.class,
            StatusCommand.class,
            LogsCommand.class,
            DownCommand.class,
            StackCommand.class
        })
public final class Launcher {
    private Launcher() {}

    public static void main(String[] args) {
        boolean client = args.length > 0 && LocalClients.NAMES.contains(args[0]);
        System.exit(client ? client(List.of(args)) : stack().execute(args));
    }

    private static CommandLine stack() {
        return new CommandLine(new Launcher())
                .setExecutionExceptionHandler((e, command, parsed) -> {
                    command.getErr().println(text(e));
                    return 1;
                });
    }

    /** Not a subcommand: every argument is the client's, {@code --help} and {@code --} too. */
    private static int client(List<String> args) {
        try {
            return new LocalClients(Layout.here())
                    .run(args.getFirst(), args.subList(1, args.size()));
        } catch (StackException | IOException e) {
            System.err.println(text(e));
            return 1;
        }
    }

    private static String text(Exception e) {
        return e instanceof StackException ? String.valueOf(e.getMessage()) : e.toString();
    }
}

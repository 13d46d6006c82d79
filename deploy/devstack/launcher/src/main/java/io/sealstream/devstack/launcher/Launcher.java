package io.sealstream.devstack.launcher;

import io.sealstream.devstack.launcher.command.BenchCommand;
import io.sealstream.devstack.launcher.command.DemoCommand;
import io.sealstream.devstack.launcher.command.DownCommand;
import io.sealstream.devstack.launcher.command.LogsCommand;
import io.sealstream.devstack.launcher.command.StackCommand;
import io.sealstream.devstack.launcher.command.StatusCommand;
import io.sealstream.devstack.launcher.command.UpCommand;
import io.sealstream.devstack.launcher.layout.StackException;
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
        CommandLine line =
                new CommandLine(new Launcher())
                        .setExecutionExceptionHandler((e, command, parsed) -> {
                            command.getErr()
                                    .println(
                                            e instanceof StackException
                                                    ? e.getMessage()
                                                    : e.toString());
                            return 1;
                        });
        System.exit(line.execute(args));
    }
}

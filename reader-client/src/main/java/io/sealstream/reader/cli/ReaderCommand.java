package io.sealstream.reader.cli;

import io.sealstream.reader.ReaderException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * Entry point. Exit codes: 0 done, 1 not done or something is not verified (said on standard
 * error), 2 wrong usage.
 */
@Command(
        name = "sealstream-reader",
        description = "Reads a device's events and checks each against the device's signature.",
        mixinStandardHelpOptions = true,
        version = "sealstream-reader 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {ListCommand.class, GetCommand.class, ExportCommand.class})
public final class ReaderCommand {
    private ReaderCommand() {}

    /** Runs and exits. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** The command line, for embedding and tests. */
    public static CommandLine commandLine() {
        return new CommandLine(new ReaderCommand())
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    if (!(failure instanceof ReaderException)) {
                        throw failure;
                    }
                    command.getErr().println(failure.getMessage());
                    return CommandLine.ExitCode.SOFTWARE;
                });
    }
}

package io.sealstream.reader.cli;

import io.sealstream.protocol.InvalidIdentifierException;
import io.sealstream.reader.ReaderException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
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

    /**
     * The command line, for embedding and tests. What it prints is UTF-8 whatever the locale, and
     * output that cannot be written ends it with 1.
     */
    public static CommandLine commandLine() {
        return new CommandLine(new ReaderCommand())
                .setOut(standardOutput())
                .setExecutionStrategy(ReaderCommand::run)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    if (failure instanceof InvalidIdentifierException) {
                        command.getErr().println(failure.getMessage());
                        return CommandLine.ExitCode.USAGE;
                    }
                    if (!(failure instanceof ReaderException)) {
                        throw failure;
                    }
                    command.getErr().println(failure.getMessage());
                    return CommandLine.ExitCode.SOFTWARE;
                });
    }

    private static int run(CommandLine.ParseResult parsed) {
        CommandLine command = parsed.commandSpec().commandLine();
        int code = new CommandLine.RunLast().execute(parsed);
        if (command.getOut().checkError()) {
            command.getErr().println(StandardOutput.FAILED);
            return CommandLine.ExitCode.SOFTWARE;
        }
        return code;
    }

    /** Not {@code System.out}, which hides that it cannot be written and asks the locale. */
    private static PrintWriter standardOutput() {
        return new PrintWriter(
                new OutputStreamWriter(
                        new FileOutputStream(FileDescriptor.out), StandardCharsets.UTF_8),
                true);
    }
}

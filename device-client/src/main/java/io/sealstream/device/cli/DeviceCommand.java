package io.sealstream.device.cli;

import io.sealstream.device.DeviceException;
import io.sealstream.protocol.InvalidIdentifierException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry point. Exit codes: 0 done, 1 not done (said on standard error), 2 wrong usage. */
@Command(
        name = "sealstream-device",
        description = "Sends a device's events to Sealstream and keeps its identity fresh.",
        mixinStandardHelpOptions = true,
        version = "sealstream-device 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            EnrolCommand.class,
            RenewCommand.class,
            SendCommand.class,
            StatusCommand.class
        })
public final class DeviceCommand {
    private DeviceCommand() {}

    /** Runs and exits. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** The command line, for embedding and tests. */
    public static CommandLine commandLine() {
        return new CommandLine(new DeviceCommand())
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    if (failure instanceof InvalidIdentifierException) {
                        command.getErr().println(failure.getMessage());
                        return CommandLine.ExitCode.USAGE;
                    }
                    if (!(failure instanceof DeviceException)) {
                        throw failure;
                    }
                    command.getErr().println(failure.getMessage());
                    return CommandLine.ExitCode.SOFTWARE;
                });
    }
}

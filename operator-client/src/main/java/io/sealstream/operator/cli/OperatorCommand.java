package io.sealstream.operator.cli;

import io.sealstream.operator.OperatorException;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.InvalidIdentifierException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * Entry point. What failed is said in one line on standard error. Exit codes, which do not change:
 * 0 done, 1 failed, 2 wrong usage, 3 no such device, 4 it exists already, 5 refused, 6 vault-keys
 * is not available.
 */
@Command(
        name = "sealstream-operator",
        description = "Registers, lists and revokes the devices of a tenant.",
        mixinStandardHelpOptions = true,
        version = "sealstream-operator 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:failed",
            "2:wrong usage",
            "3:there is no such device",
            "4:there is a device of that name already",
            "5:refused",
            "6:vault-keys is not available"
        },
        subcommands = {
            RegisterCommand.class,
            TokenCommand.class,
            ListCommand.class,
            StatusCommand.class,
            RevokeCommand.class
        })
public final class OperatorCommand {
    private OperatorCommand() {}

    /** Runs and exits. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** The command line, for embedding and tests. */
    public static CommandLine commandLine() {
        return new CommandLine(new OperatorCommand())
                .registerConverter(DeviceId.class, OperatorCommand::device)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    int exit =
                            switch (failure) {
                                case OperatorException known -> exitCode(known.reason());
                                case InvalidIdentifierException wrong -> CommandLine.ExitCode.USAGE;
                                default -> throw failure;
                            };
                    command.getErr().println(failure.getMessage());
                    return exit;
                });
    }

    private static DeviceId device(String text) {
        try {
            return DeviceId.ofKey(text);
        } catch (IllegalArgumentException e) {
            throw new CommandLine.TypeConversionException(e.getMessage());
        }
    }

    private static int exitCode(OperatorException.Reason reason) {
        return switch (reason) {
            case FAILED -> 1;
            case NOT_FOUND -> 3;
            case ALREADY_EXISTS -> 4;
            case REFUSED -> 5;
            case UNAVAILABLE -> 6;
        };
    }
}

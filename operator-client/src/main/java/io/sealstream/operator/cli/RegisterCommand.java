package io.sealstream.operator.cli;

import io.sealstream.operator.OperatorClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command {@code register}: registers a device. */
@Command(
        name = "register",
        description = "Registers a device and gives its one-time enrolment token.",
        mixinStandardHelpOptions = true)
final class RegisterCommand extends DeviceOperation {
    @Mixin TokenOutput token = new TokenOutput();

    @Override
    void run(OperatorClient client) {
        token.show(spec, options.json, "registered", () -> client.register(device));
    }
}

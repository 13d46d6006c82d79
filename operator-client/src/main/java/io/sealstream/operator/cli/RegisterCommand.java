package io.sealstream.operator.cli;

import io.sealstream.operator.OperatorClient;
import io.sealstream.protocol.DeviceId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Registration. */
@Command(
        name = "register",
        description = "Registers a device and gives its one-time enrolment token.",
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets what is required
final class RegisterCommand implements Callable<Integer> {
    @Mixin ConnectionOptions options;
    @Mixin TokenOutput token;
    @Spec CommandSpec spec;

    @Parameters(paramLabel = "TENANT/DEVICE", description = "The new device.")
    DeviceId device;

    @Override
    public Integer call() {
        try (OperatorClient client = options.open()) {
            token.show(spec, options.json, "registered", () -> client.register(device));
        }
        return 0;
    }
}

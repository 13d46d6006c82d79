package io.sealstream.operator.cli;

import io.sealstream.operator.OperatorClient;
import io.sealstream.protocol.DeviceId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A new token for a known device. */
@Command(
        name = "token",
        description = {
            "Makes a new one-time enrolment token; the one before ends. The device keeps the",
            "identity it has until it enrols with the new token."
        },
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets what is required
final class TokenCommand implements Callable<Integer> {
    @Mixin ConnectionOptions options;
    @Mixin TokenOutput token;
    @Spec CommandSpec spec;

    @Parameters(paramLabel = "TENANT/DEVICE", description = "A registered device.")
    DeviceId device;

    @Override
    public Integer call() {
        try (OperatorClient client = options.open()) {
            token.show(spec, options.json, "invited", () -> client.newToken(device));
        }
        return 0;
    }
}

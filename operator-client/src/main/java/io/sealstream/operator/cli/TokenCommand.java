package io.sealstream.operator.cli;

import io.sealstream.operator.OperatorClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** A new token for a known device. */
@Command(
        name = "token",
        description = {
            "Makes a new one-time enrolment token; the one before ends. The device keeps the",
            "identity it has until it enrols with the new token."
        },
        mixinStandardHelpOptions = true)
final class TokenCommand extends DeviceOperation {
    @Mixin TokenOutput token = new TokenOutput();

    @Override
    void run(OperatorClient client) {
        token.show(spec, options.json, "made a new token for", () -> client.newToken(device));
    }
}

package io.sealstream.operator.cli;

import io.sealstream.operator.OperatorClient;
import picocli.CommandLine.Command;

/** The command {@code revoke}: revokes a device. */
@Command(
        name = "revoke",
        description = {
            "Revokes a device for good: it is refused within a second, and its name stays taken.",
            "Its stored events stay readable."
        },
        mixinStandardHelpOptions = true)
final class RevokeCommand extends DeviceOperation {
    @Override
    void run(OperatorClient client) {
        new Output(spec).device(client.revoke(device), options.json, DeviceText::revoked);
    }
}

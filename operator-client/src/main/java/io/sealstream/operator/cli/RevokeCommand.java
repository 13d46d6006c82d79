package io.sealstream.operator.cli;

import io.sealstream.operator.OperatorClient;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.DeviceState;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Revocation. */
@Command(
        name = "revoke",
        description = {
            "Revokes a device for good: it is refused within a second, and its name stays taken.",
            "Its stored events stay readable."
        },
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets what is required
final class RevokeCommand implements Callable<Integer> {
    @Mixin ConnectionOptions options;
    @Spec CommandSpec spec;

    @Parameters(paramLabel = "TENANT/DEVICE", description = "A registered device.")
    DeviceId device;

    @Override
    public Integer call() {
        Output out = new Output(spec);
        try (OperatorClient client = options.open()) {
            DeviceState state = client.revoke(device);
            if (options.json) {
                out.json(state);
            } else {
                out.line("revoked " + device.key() + " at " + DeviceText.time(state.statusSince()));
            }
        }
        return 0;
    }
}

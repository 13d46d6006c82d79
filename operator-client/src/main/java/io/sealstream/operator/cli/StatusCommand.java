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

/** One device. */
@Command(
        name = "status",
        description = "Shows one device: whether it may send, its keys, when its certificate ends.",
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets what is required
final class StatusCommand implements Callable<Integer> {
    @Mixin ConnectionOptions options;
    @Spec CommandSpec spec;

    @Parameters(paramLabel = "TENANT/DEVICE", description = "A registered device.")
    DeviceId device;

    @Override
    public Integer call() {
        Output out = new Output(spec);
        try (OperatorClient client = options.open()) {
            DeviceState state = client.device(device);
            if (options.json) {
                out.json(state);
            } else {
                out.line(DeviceText.facts(state));
            }
        }
        return 0;
    }
}

package io.sealstream.operator.cli;

import io.sealstream.operator.OperatorClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** All devices of a tenant. */
@Command(
        name = "list",
        description = "Lists a tenant's devices in the order of their names.",
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets what is required
final class ListCommand implements Callable<Integer> {
    @Mixin ConnectionOptions options;
    @Spec CommandSpec spec;

    @Parameters(paramLabel = "TENANT", description = "Tenant name.")
    String tenant;

    @Override
    public Integer call() {
        Output out = new Output(spec);
        try (OperatorClient client = options.open()) {
            if (options.json) {
                client.devices(tenant, out::json);
            } else {
                out.line(DeviceText.header());
                client.devices(tenant, device -> out.line(DeviceText.row(device)));
            }
        }
        return 0;
    }
}

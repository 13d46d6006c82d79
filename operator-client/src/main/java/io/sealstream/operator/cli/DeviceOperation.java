package io.sealstream.operator.cli;

import io.sealstream.operator.OperatorClient;
import io.sealstream.protocol.DeviceId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** An operation on one device. */
@SuppressWarnings("NullAway.Init") // picocli sets what is required
abstract class DeviceOperation implements Callable<Integer> {
    @Mixin ConnectionOptions options;
    @Spec CommandSpec spec;

    @Parameters(paramLabel = "TENANT/DEVICE", description = "Which device.")
    DeviceId device;

    /** Carries it out and shows what came of it. */
    abstract void run(OperatorClient client);

    @Override
    public final Integer call() {
        try (OperatorClient client = options.open()) {
            run(client);
        }
        return 0;
    }
}

package io.sealstream.operator.cli;

import io.sealstream.operator.OperatorClient;
import picocli.CommandLine.Command;

/** The command {@code status}: shows one device. */
@Command(
        name = "status",
        description = "Shows one device: whether it may send, its keys, when its certificate ends.",
        mixinStandardHelpOptions = true)
final class StatusCommand extends DeviceOperation {
    @Override
    void run(OperatorClient client) {
        new Output(spec).device(client.device(device), options.json, DeviceText::facts);
    }
}

package io.sealstream.devstack.launcher.client;

import io.sealstream.devstack.launcher.layout.Layout;
import io.sealstream.devstack.launcher.layout.Port;
import io.sealstream.devstack.launcher.layout.Ports;
import io.sealstream.devstack.launcher.layout.StackException;
import io.sealstream.devstack.launcher.stack.ClientIdentities;
import io.sealstream.protocol.DeviceId;
import io.sealstream.reader.cli.ReaderCommand;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/** Readers of the local stack: for each tenant one, whose identity is made when it is needed. */
record LocalReader(Layout layout, Ports ports) implements LocalClient {
    @Override
    public CommandLine commandLine() {
        return ReaderCommand.commandLine();
    }

    @Override
    public String[] footer() {
        return new String[] {
            "",
            "On the local stack the device is named directly after the command:",
            "  ./sealstream reader list TENANT/DEVICE STREAM",
            "It is read with the identity of its tenant's reader; --storage has a default."
        };
    }

    @Override
    public List<String> arguments(Invocation invocation) {
        DeviceId device = invocation.device();
        return device == null
                ? invocation.arguments()
                : invocation.withDeviceAs(device.tenant(), device.device());
    }

    @Override
    public Map<String, String> defaults(Invocation invocation) throws IOException {
        String storage = ports.url(Port.STORAGE).toString();
        DeviceId device = invocation.device();
        if (invocation.gives("--identity") || invocation.gives("-i")) {
            return Map.of("--storage", storage);
        }
        if (device == null) {
            throw new StackException(
                    "Name the device: ./sealstream reader "
                            + invocation.command()
                            + " TENANT/DEVICE STREAM ...");
        }
        return Map.of(
                "--storage",
                storage,
                "--identity",
                ClientIdentities.reader(layout, ports, device.tenant()).toString());
    }
}

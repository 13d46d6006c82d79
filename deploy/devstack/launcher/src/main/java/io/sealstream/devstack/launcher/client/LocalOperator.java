package io.sealstream.devstack.launcher.client;

import io.sealstream.devstack.identity.PrivateFiles;
import io.sealstream.devstack.launcher.layout.Layout;
import io.sealstream.devstack.launcher.layout.Port;
import io.sealstream.devstack.launcher.layout.Ports;
import io.sealstream.devstack.launcher.stack.ClientIdentities;
import io.sealstream.operator.cli.OperatorCommand;
import io.sealstream.protocol.DeviceId;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/** The operator of the local stack. Tokens go where {@link LocalDevice} looks for them. */
record LocalOperator(Layout layout, Ports ports) implements LocalClient {
    @Override
    public CommandLine commandLine() {
        return OperatorCommand.commandLine();
    }

    @Override
    public String[] footer() {
        return new String[] {
            "",
            "On the local stack --identity and --vault-keys have defaults, and a token goes",
            "to the file from which './sealstream device enrol' takes it."
        };
    }

    @Override
    public List<String> arguments(Invocation invocation) {
        return invocation.arguments();
    }

    @Override
    public Map<String, String> defaults(Invocation invocation) throws IOException {
        Map<String, String> defaults = new HashMap<>();
        defaults.put("--identity", ClientIdentities.operator(layout).toString());
        defaults.put("--vault-keys", ports.url(Port.VAULT_KEYS).toString());
        DeviceId device = invocation.device();
        if (device != null) {
            DeviceFiles files = DeviceFiles.of(layout, device);
            PrivateFiles.createFolder(files.base());
            defaults.put("--token-file", files.token().toString());
        }
        return defaults;
    }
}

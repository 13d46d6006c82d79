package io.sealstream.devstack.launcher.client;

import io.sealstream.device.cli.DeviceCommand;
import io.sealstream.devstack.identity.PrivateFiles;
import io.sealstream.devstack.launcher.layout.Layout;
import io.sealstream.devstack.launcher.layout.Port;
import io.sealstream.devstack.launcher.layout.Ports;
import io.sealstream.devstack.launcher.layout.StackException;
import io.sealstream.devstack.launcher.stack.ClientIdentities;
import io.sealstream.protocol.DeviceId;
import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Devices of the local stack, each named by TENANT/DEVICE, with its files in the state folder. */
record LocalDevice(Layout layout, Ports ports, Map<String, String> environment)
        implements LocalClient {
    private static final String ENROL = "enrol";
    private static final int PASSPHRASE_BYTES = 24;

    @Override
    public CommandLine commandLine() {
        return DeviceCommand.commandLine();
    }

    @Override
    public String[] footer() {
        return new String[] {
            "",
            "On the local stack the device is named directly after the command:",
            "  ./sealstream device send TENANT/DEVICE STREAM [PAYLOAD]",
            "Its folder, passphrase and token are below .sealstream/devices, its addresses are",
            "those of the stack; 'enrol' takes the token of './sealstream operator register'."
        };
    }

    @Override
    public List<String> arguments(Invocation invocation) {
        return invocation.device() == null ? invocation.arguments() : invocation.withDeviceAs();
    }

    @Override
    public Map<String, String> defaults(Invocation invocation) throws IOException {
        Map<String, String> defaults = new HashMap<>();
        defaults.put("--ingest", ports.url(Port.INGEST).toString());
        defaults.put("--trust-domain", Layout.TRUST_DOMAIN);
        defaults.put("--root", ClientIdentities.operator(layout).resolve("root.pem").toString());
        DeviceId device = invocation.device();
        if (device == null) {
            requireFolder(invocation);
            return defaults;
        }
        DeviceFiles files = DeviceFiles.of(layout, device);
        check(invocation, device, files);
        defaults.put("--tenant", device.tenant());
        defaults.put("--device", device.device());
        defaults.put("--folder", files.folder().toString());
        if (!environment.containsKey("SEALSTREAM_DEVICE_PASSPHRASE")) {
            defaults.put("--passphrase-file", passphrase(files));
        }
        if (!environment.containsKey("SEALSTREAM_ENROLMENT_TOKEN")) {
            defaults.put("--token-file", files.token().toString());
        }
        return defaults;
    }

    private static void requireFolder(Invocation invocation) {
        if (!invocation.gives("--folder") && !invocation.gives("-f")) {
            throw new StackException(
                    "Name the device: ./sealstream device "
                            + invocation.command()
                            + " TENANT/DEVICE ...");
        }
    }

    private void check(Invocation invocation, DeviceId device, DeviceFiles files) {
        boolean ownFolder = invocation.gives("--folder") || invocation.gives("-f");
        boolean ownToken =
                invocation.gives("--token-file")
                        || environment.containsKey("SEALSTREAM_ENROLMENT_TOKEN");
        boolean enrols = invocation.command().equals(ENROL);
        if (!enrols && !ownFolder && !Files.exists(files.folder())) {
            throw new StackException(
                    device.key()
                            + " is not enrolled here. To enrol it: ./sealstream device enrol "
                            + device.key());
        }
        if (enrols && !ownToken && !Files.exists(files.token())) {
            throw new StackException(
                    "There is no token for "
                            + device.key()
                            + ". For a new device: ./sealstream operator register "
                            + device.key()
                            + "; for one that is registered: ./sealstream operator token "
                            + device.key());
        }
    }

    /** Beside the key it protects: nobody is there to type it in. Made when there is none. */
    private static String passphrase(DeviceFiles files) throws IOException {
        if (!Files.exists(files.passphrase())) {
            byte[] random = new byte[PASSPHRASE_BYTES];
            new SecureRandom().nextBytes(random);
            PrivateFiles.createFolder(files.base());
            PrivateFiles.write(
                    files.passphrase(),
                    Base64.getUrlEncoder().withoutPadding().encodeToString(random) + "\n");
        }
        return files.passphrase().toString();
    }

    /** A token that is spent is of no use to anyone. */
    @Override
    public void succeeded(Invocation invocation) throws IOException {
        @Nullable DeviceId device = invocation.device();
        if (device != null && invocation.command().equals(ENROL)) {
            Files.deleteIfExists(DeviceFiles.of(layout, device).token());
        }
    }
}

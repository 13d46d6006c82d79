package io.sealstream.device.cli;

import io.sealstream.device.DeviceClient;
import io.sealstream.device.DeviceConfig;
import io.sealstream.device.DeviceException;
import io.sealstream.device.Enrolment;
import io.sealstream.device.KeyType;
import io.sealstream.device.Passphrase;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The command {@code enrol}: enrolment with a one-time token, the first or another one in the same
 * folder.
 */
@Command(
        name = "enrol",
        description = {
            "Makes an identity key and enrols it with a one-time token.",
            "In the folder of an enrolled device the key and the outbox stay."
        },
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets what is required
final class EnrolCommand implements Callable<Integer> {
    private static final String TOKEN = "SEALSTREAM_ENROLMENT_TOKEN";

    @Mixin FolderOptions options;
    @Spec CommandSpec spec;

    @Option(
            names = "--ingest",
            required = true,
            description = "Device endpoint, https://host[:port].")
    URI ingest;

    @Option(names = "--tenant", required = true, description = "Tenant name.")
    String tenant;

    @Option(names = "--device", required = true, description = "Device name.")
    String device;

    @Option(
            names = "--trust-domain",
            defaultValue = "sealstream.local",
            description = "Trust domain of every identity (default: ${DEFAULT-VALUE}).")
    String trustDomain;

    @Option(
            names = "--root",
            required = true,
            paramLabel = "FILE",
            description = "PEM file with the root to pin.")
    Path root;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "File with the one-time token; else the variable " + TOKEN + ".")
    @Nullable Path tokenFile;

    @Option(
            names = "--key",
            defaultValue = "P256",
            description = "Kind of key: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    KeyType keyType;

    @Option(
            names = "--new-key",
            description = "Make a new key where the folder of an enrolled device has one.")
    boolean newKey;

    @Override
    public Integer call() {
        DeviceConfig config = new DeviceConfig(ingest, tenant, device, trustDomain);
        try (Passphrase passphrase = options.passphrase()) {
            DeviceClient.enrol(
                    options.folder,
                    passphrase,
                    new Enrolment(config, root, token(), keyType, newKey));
        }
        spec.commandLine().getOut().println("enrolled " + config.id().key());
        return 0;
    }

    private String token() {
        try {
            if (tokenFile != null) {
                return Files.readString(tokenFile).strip();
            }
        } catch (IOException e) {
            throw new DeviceException("the token file cannot be read", e);
        }
        String value = System.getenv(TOKEN);
        if (value == null) {
            throw new DeviceException("set " + TOKEN + " or give --token-file");
        }
        return value.strip();
    }
}

package io.sealstream.device.cli;

import io.sealstream.device.DeviceClient;
import io.sealstream.device.DeviceException;
import io.sealstream.device.Passphrase;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which device folder, and the passphrase that opens its key. */
@SuppressWarnings("NullAway.Init") // picocli sets what is required
final class FolderOptions {
    static final String ENVIRONMENT = "SEALSTREAM_DEVICE_PASSPHRASE";

    @Option(
            names = {"-f", "--folder"},
            required = true,
            paramLabel = "FOLDER",
            description = "Folder of the device: identity and outbox.")
    Path folder;

    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            description = "File with the passphrase; else the variable " + ENVIRONMENT + ".")
    @Nullable Path passphraseFile;

    Passphrase passphrase() {
        try {
            if (passphraseFile != null) {
                return Passphrase.ofFile(passphraseFile);
            }
        } catch (IOException e) {
            throw new DeviceException("the passphrase file cannot be read", e);
        }
        String value = System.getenv(ENVIRONMENT);
        if (value == null) {
            throw new DeviceException("set " + ENVIRONMENT + " or give --passphrase-file");
        }
        return Passphrase.takeCopyOf(
                NativeText.require(ENVIRONMENT, value, "give --passphrase-file").toCharArray());
    }

    DeviceClient open(DeviceClient.Options options) {
        try (Passphrase passphrase = passphrase()) {
            return DeviceClient.open(folder, passphrase, options);
        }
    }
}

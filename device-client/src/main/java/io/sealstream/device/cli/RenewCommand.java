package io.sealstream.device.cli;

import io.sealstream.device.DeviceClient;
import io.sealstream.device.KeyType;
import io.sealstream.device.Passphrase;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code renew}: renews the certificate. */
@Command(
        name = "renew",
        description = "Renews the certificate, with the same key or a new one.",
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets what is required
final class RenewCommand implements Callable<Integer> {
    @Mixin FolderOptions options;
    @Spec CommandSpec spec;

    @Option(
            names = "--new-key",
            paramLabel = "KIND",
            description = "Make a new key: ${COMPLETION-CANDIDATES}.")
    @Nullable KeyType newKey;

    @Override
    public Integer call() {
        try (DeviceClient client = options.open(DeviceClient.Options.standard());
                Passphrase passphrase = options.passphrase()) {
            if (newKey == null) {
                client.renew(passphrase);
            } else {
                client.renewWithNewKey(passphrase, newKey);
            }
            spec.commandLine()
                    .getOut()
                    .println("renewed until " + client.status().certificateExpires());
        }
        return 0;
    }
}

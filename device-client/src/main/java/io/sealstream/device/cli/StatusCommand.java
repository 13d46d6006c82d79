package io.sealstream.device.cli;

import io.sealstream.device.DeviceClient;
import io.sealstream.device.DeviceStatus;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** How the device is. */
@Command(
        name = "status",
        description = "Shows the certificate's end, the outbox and whether the endpoint answers.",
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets what is required
final class StatusCommand implements Callable<Integer> {
    @Mixin FolderOptions options;
    @Spec CommandSpec spec;

    @Override
    public Integer call() {
        try (DeviceClient client = options.open(DeviceClient.Options.standard())) {
            DeviceStatus status = client.status();
            PrintWriter out = spec.commandLine().getOut();
            out.println("identity     " + status.spiffeId());
            out.println("key          " + status.keyId());
            boolean valid = status.certificateExpires().isAfter(Instant.now());
            out.println(
                    "certificate  until "
                            + status.certificateExpires()
                            + (valid ? "" : ", expired: enrol again in this folder"));
            out.println(
                    "outbox       "
                            + status.waiting()
                            + " waiting, "
                            + status.rejected()
                            + " rejected"
                            + (status.damaged() == 0 ? "" : ", " + status.damaged() + " damaged"));
            out.println(
                    "ingest       " + (status.ingestReachable() ? "answers" : "does not answer"));
            return valid && status.ingestReachable() ? 0 : 1;
        }
    }
}

package io.sealstream.operator.cli;

import io.sealstream.operator.OperatorClient;
import java.net.URI;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Who asks, and where. */
@SuppressWarnings("NullAway.Init") // picocli sets what is required
final class ConnectionOptions {
    @Option(
            names = {"-i", "--identity"},
            required = true,
            paramLabel = "FOLDER",
            description = "Identity folder: cert.pem, key.pem, root.pem.")
    Path identity;

    @Option(
            names = "--vault-keys",
            required = true,
            paramLabel = "URL",
            description = "Operator endpoint, https://host[:port].")
    URI vaultKeys;

    @Option(names = "--json", description = "One JSON object a line, for machines.")
    boolean json;

    OperatorClient open() {
        return OperatorClient.open(identity, vaultKeys);
    }
}

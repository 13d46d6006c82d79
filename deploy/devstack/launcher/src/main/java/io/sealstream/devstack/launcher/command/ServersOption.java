package io.sealstream.devstack.launcher.command;

import io.sealstream.devstack.launcher.layout.Servers;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What serves as Vault and as document store. */
final class ServersOption {
    @Option(
            names = "--servers",
            paramLabel = "KIND",
            description = {
                "emulators (the default), or real: HashiCorp Vault and a durable document server in",
                "containers; deploy/peers/prepare makes their images. A stack keeps its kind."
            })
    private @Nullable String kind;

    /** The kind asked for; null when none was. */
    @Nullable Servers wanted() {
        return kind == null ? null : Servers.parse(kind);
    }
}

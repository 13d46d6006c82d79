package io.sealstream.keys.vault;

import io.sealstream.devstack.vault.servers.VaultKind;
import io.sealstream.keys.Pki;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.SpiffeId;
import java.net.URI;
import java.nio.file.Path;

/**
 * A Vault of a kind that was started, initialised and set up.
 *
 * @param server what is stopped after
 * @param vault how it is used
 */
public record StartedVault(VaultKind.Started server, RunningVault vault) implements AutoCloseable {

    /** Starts one that keeps everything in {@code folder}. */
    public static StartedVault start(VaultKind kind, Path folder, Pki pki) {
        Path identity = identity(pki, folder, ServiceName.VAULT);
        Path client = identity(pki, folder, ServiceName.VAULT_KEYS);
        VaultKind.Started server = kind.start(identity, folder.resolve("state"));
        URI url = URI.create("https://localhost:" + server.port());
        return new StartedVault(
                server, RunningVault.setUp(url, client, pki.services().certificate()));
    }

    private static Path identity(Pki pki, Path folder, ServiceName service) {
        return pki.identity(
                folder.resolve(service.label()),
                pki.services(),
                new SpiffeId(Pki.TRUST_DOMAIN, service));
    }

    @Override
    public void close() {
        server.close();
    }
}

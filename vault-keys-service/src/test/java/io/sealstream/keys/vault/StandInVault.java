package io.sealstream.keys.vault;

import io.sealstream.devstack.vault.VaultServer;
import io.sealstream.keys.Pki;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.SpiffeId;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;

/** The Vault stand-in of the local stack, in this process, initialised and set up. */
public final class StandInVault implements AutoCloseable {
    private final VaultServer server;
    private final RunningVault vault;

    private StandInVault(VaultServer server, RunningVault vault) {
        this.server = server;
        this.vault = vault;
    }

    /** Starts one whose state is in {@code folder}. */
    public static StandInVault start(Path folder, Pki pki) {
        SpiffeId vaultId = new SpiffeId(Pki.TRUST_DOMAIN, ServiceName.VAULT);
        SpiffeId keysId = new SpiffeId(Pki.TRUST_DOMAIN, ServiceName.VAULT_KEYS);
        Path identity = pki.identity(folder.resolve("vault"), pki.services(), vaultId);
        Path client = pki.identity(folder.resolve("vault-keys"), pki.services(), keysId);
        try {
            VaultServer server =
                    VaultServer.start(folder.resolve("state"), identity, 0, InstantSource.system());
            URI url = URI.create("https://localhost:" + server.port());
            RunningVault vault = RunningVault.setUp(url, client, pki.services().certificate());
            return new StandInVault(server, vault);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public RunningVault vault() {
        return vault;
    }

    @Override
    public void close() {
        server.close();
    }
}

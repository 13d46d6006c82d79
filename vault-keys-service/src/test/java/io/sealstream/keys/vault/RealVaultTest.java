package io.sealstream.keys.vault;

import io.sealstream.keys.Pki;
import io.sealstream.peers.PeerImage;
import io.sealstream.peers.PeerServer;
import io.sealstream.peers.container.OnRealServer;
import io.sealstream.peers.container.RunningPeer;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.SpiffeId;
import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The contract on HashiCorp Vault. */
@OnRealServer(PeerImage.VAULT)
class RealVaultTest extends VaultRoomContract {
    private static @Nullable RunningPeer peer;
    private static @Nullable RunningVault vault;

    @BeforeAll
    static void start(@TempDir Path folder) {
        Pki pki = new Pki();
        Path server = identity(pki, folder, ServiceName.VAULT);
        Path client = identity(pki, folder, ServiceName.VAULT_KEYS);
        RunningPeer started = RunningPeer.start(PeerServer.vault(server, folder.resolve("state")));
        peer = started;
        vault =
                RunningVault.setUp(
                        URI.create("https://localhost:" + started.port()),
                        client,
                        pki.services().certificate());
    }

    private static Path identity(Pki pki, Path folder, ServiceName service) {
        return pki.identity(
                folder.resolve(service.label()),
                pki.services(),
                new SpiffeId(Pki.TRUST_DOMAIN, service));
    }

    @AfterAll
    static void stop() {
        Objects.requireNonNull(peer).close();
    }

    @Override
    protected RunningVault vault() {
        return Objects.requireNonNull(vault);
    }
}

package io.sealstream.devstack.vault.servers;

import io.sealstream.devstack.vault.VaultServer;
import io.sealstream.peers.PeerImage;
import io.sealstream.peers.PeerServer;
import io.sealstream.peers.container.RunningPeer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A server that has Vault's API. */
public enum VaultKind {
    /** The emulator of the local stack, in this process. */
    EMULATOR(null),
    /** HashiCorp Vault, in a container. */
    HASHICORP_VAULT(PeerImage.VAULT),
    /** OpenBao, in a container. */
    OPENBAO(PeerImage.OPENBAO);

    private final @Nullable PeerImage image;

    VaultKind(@Nullable PeerImage image) {
        this.image = image;
    }

    /** A server that runs, on loopback. */
    public record Started(int port, Runnable stop) implements AutoCloseable {
        @Override
        public void close() {
            stop.run();
        }
    }

    Optional<PeerImage> image() {
        return Optional.ofNullable(image);
    }

    /**
     * Starts one, new or sealed; it need not answer yet.
     *
     * @param identity the server's identity folder
     * @param state what it keeps
     */
    public Started start(Path identity, Path state) {
        if (image != null) {
            RunningPeer peer = RunningPeer.start(PeerServer.vault(image, identity, state));
            return new Started(peer.port(), peer::close);
        }
        try {
            VaultServer server = VaultServer.start(state, identity, 0, InstantSource.system());
            return new Started(server.port(), server::close);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.sealstream.devstack.launcher.vault;

import io.sealstream.peers.PeerImage;
import io.sealstream.peers.PeerServer;
import io.sealstream.peers.container.OnRealServer;
import io.sealstream.peers.container.RunningPeer;
import java.nio.file.Path;

/** On HashiCorp Vault. */
@OnRealServer(PeerImage.VAULT)
class RealVaultBootstrapTest extends BootstrapContract {
    @Override
    protected RunningVault start(Path identity, Path state) {
        RunningPeer peer = RunningPeer.start(PeerServer.vault(identity, state));
        return new RunningVault() {
            @Override
            public int port() {
                return peer.port();
            }

            @Override
            public void close() {
                peer.close();
            }
        };
    }
}

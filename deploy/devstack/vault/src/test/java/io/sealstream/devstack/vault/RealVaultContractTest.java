package io.sealstream.devstack.vault;

import io.sealstream.devstack.vault.contract.AccessContract;
import io.sealstream.devstack.vault.contract.PkiContract;
import io.sealstream.devstack.vault.contract.TransitContract;
import io.sealstream.devstack.vault.contract.VaultUnderTest;
import io.sealstream.peers.PeerImage;
import io.sealstream.peers.PeerServer;
import io.sealstream.peers.container.OnRealServer;
import io.sealstream.peers.container.RunningPeer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract, on HashiCorp Vault: what the stand-in must be like. */
@OnRealServer(PeerImage.VAULT)
class RealVaultContractTest {
    private static Parties parties;
    private static RunningPeer peer;
    private static VaultUnderTest vault;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        parties = new Parties(folder);
        peer = RunningPeer.start(PeerServer.vault(parties.server(), parties.state()));
        vault = parties.open(peer.port());
    }

    @AfterAll
    static void stop() {
        peer.close();
    }

    @Test
    void intrudersGetNoAnswer() throws Exception {
        parties.assertIntrudersGetNoAnswer(peer.port());
    }

    @Nested
    class Access extends AccessContract {
        @Override
        protected VaultUnderTest vault() {
            return vault;
        }
    }

    @Nested
    class Transit extends TransitContract {
        @Override
        protected VaultUnderTest vault() {
            return vault;
        }
    }

    @Nested
    class Pki extends PkiContract {
        @Override
        protected VaultUnderTest vault() {
            return vault;
        }
    }
}

package io.sealstream.devstack.launcher.vault;

import io.sealstream.devstack.vault.VaultServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;

/** On the stand-in, in this process. */
class StandInBootstrapTest extends BootstrapContract {
    @Override
    protected RunningVault start(Path identity, Path state) throws IOException {
        VaultServer server = VaultServer.start(state, identity, 0, InstantSource.system());
        return new RunningVault() {
            @Override
            public int port() {
                return server.port();
            }

            @Override
            public void close() {
                server.close();
            }
        };
    }
}

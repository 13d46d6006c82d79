package io.sealstream.devstack.vault;

import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.time.InstantSource;

/** The emulator in this process, initialised and unsealed. */
final class RunningEmulator implements AutoCloseable {
    private final VaultServer server;
    private final VaultUnderTest vault;

    private RunningEmulator(VaultServer server, VaultUnderTest vault) {
        this.server = server;
        this.vault = vault;
    }

    static RunningEmulator fresh(Path folder) throws IOException, CertificateException {
        Parties parties = new Parties(folder);
        VaultServer server = start(folder);
        return new RunningEmulator(server, parties.open(server.port()));
    }

    /** A server on what is in the folder. */
    static VaultServer start(Path folder) throws IOException {
        return VaultServer.start(
                folder.resolve("state"), folder.resolve("vault"), 0, InstantSource.system());
    }

    VaultUnderTest vault() {
        return vault;
    }

    @Override
    public void close() {
        server.close();
    }
}

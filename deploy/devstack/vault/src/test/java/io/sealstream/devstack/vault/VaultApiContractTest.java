package io.sealstream.devstack.vault;

import io.sealstream.devstack.vault.contract.AccessContract;
import io.sealstream.devstack.vault.contract.PkiContract;
import io.sealstream.devstack.vault.contract.TransitContract;
import io.sealstream.devstack.vault.contract.VaultUnderTest;
import io.sealstream.devstack.vault.servers.OnEveryVault;
import io.sealstream.devstack.vault.servers.VaultKind;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** What Sealstream expects of a Vault: the real ones show what the emulator must be like. */
@OnEveryVault
class VaultApiContractTest {
    @TempDir static Path folder;
    private static Parties parties;
    private static VaultKind.Started server;
    private static VaultUnderTest vault;

    @Parameter VaultKind kind;

    @BeforeParameterizedClassInvocation
    static void start(VaultKind kind) throws Exception {
        parties = new Parties(folder.resolve(kind.name()));
        server = kind.start(parties.server(), parties.state());
        vault = parties.open(server.port());
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        server.close();
    }

    @Test
    void intrudersGetNoAnswer() throws Exception {
        parties.assertIntrudersGetNoAnswer(server.port());
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

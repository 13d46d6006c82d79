package io.sealstream.devstack.vault;

import io.sealstream.devstack.vault.contract.AccessContract;
import io.sealstream.devstack.vault.contract.PkiContract;
import io.sealstream.devstack.vault.contract.TransitContract;
import io.sealstream.devstack.vault.contract.VaultUnderTest;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** The contract, on the stand-in. */
class StandInContractTest {
    private static StandIn standIn;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        standIn = StandIn.fresh(folder);
    }

    @AfterAll
    static void stop() {
        standIn.close();
    }

    @Nested
    class Access extends AccessContract {
        @Override
        protected VaultUnderTest vault() {
            return standIn.vault();
        }
    }

    @Nested
    class Transit extends TransitContract {
        @Override
        protected VaultUnderTest vault() {
            return standIn.vault();
        }
    }

    @Nested
    class Pki extends PkiContract {
        @Override
        protected VaultUnderTest vault() {
            return standIn.vault();
        }
    }
}

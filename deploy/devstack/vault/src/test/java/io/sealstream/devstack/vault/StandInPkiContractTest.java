package io.sealstream.devstack.vault;

import io.sealstream.devstack.vault.contract.PkiContract;
import io.sealstream.devstack.vault.contract.VaultUnderTest;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The contract, on the stand-in. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StandInPkiContractTest extends PkiContract {
    private StandIn standIn;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        standIn = StandIn.fresh(folder);
    }

    @AfterAll
    void stop() {
        standIn.close();
    }

    @Override
    protected VaultUnderTest vault() {
        return standIn.vault();
    }
}

package io.sealstream.devstack.vault;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who gets no answer from the stand-in, not even about its health. */
class VaultDoorTest {

    @Test
    void intrudersGetNoAnswer(@TempDir Path folder) throws Exception {
        Parties parties = new Parties(folder);
        try (VaultServer server = StandIn.start(folder)) {
            parties.assertIntrudersGetNoAnswer(server.port());
        }
    }
}

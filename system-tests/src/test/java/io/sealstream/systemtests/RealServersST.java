package io.sealstream.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.peers.PeerImage;
import io.sealstream.peers.container.OnRealServer;
import io.sealstream.systemtests.stack.Stack;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** The system on the real Vault and a durable document server, in place of the emulators. */
@OnRealServer({PeerImage.VAULT, PeerImage.DOCUMENTS})
class RealServersST {

    @Test
    void whatTheDemoShowsHoldsOnRealServersToo() throws Exception {
        try (Stack stack = Stack.stopped("real")) {
            // When
            int result = stack.launcher("demo", "--servers", "real");

            // Then
            String shown = Files.readString(stack.output("demo"));
            assertThat(result).as(shown).isZero();
            assertThat(shown)
                    .contains(PeerImage.VAULT.reference(), PeerImage.DOCUMENTS.reference())
                    .contains("checks held.");
        }
    }
}

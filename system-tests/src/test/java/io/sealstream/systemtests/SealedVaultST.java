package io.sealstream.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealstream.protocol.DeviceId;
import io.sealstream.reader.ReaderException;
import io.sealstream.systemtests.faults.Killer;
import io.sealstream.systemtests.faults.SealedVault;
import io.sealstream.systemtests.faults.Target;
import io.sealstream.systemtests.record.Seed;
import io.sealstream.systemtests.stack.Stack;
import io.sealstream.systemtests.stack.StackExtension;
import io.sealstream.systemtests.traffic.Campaign;
import io.sealstream.systemtests.traffic.VerifiedReads;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The way in needs nothing of Vault's; the way out waits for it. */
@ExtendWith(StackExtension.class)
class SealedVaultST {
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final int ENOUGH = 200;

    @Test
    void eventsSentWhileVaultIsSealedAreReadableAfterUnsealing(Stack stack, @TempDir Path folder)
            throws Exception {
        Killer killer = new Killer(stack, Seed.next());
        try (Campaign campaign = Campaign.begin(stack, folder);
                VerifiedReads reads = new VerifiedReads(stack, "acme")) {
            // Given
            DeviceId device = campaign.devices().getFirst().config().id();
            campaign.awaitTraffic();

            // When
            try (SealedVault vault = SealedVault.seal(stack)) {
                // New processes, whose data keys were never opened.
                killer.killOnceReady(Target.INGEST, SOON);
                killer.killOnceReady(Target.REPLAY_GUARD, SOON);
                killer.killOnceReady(Target.STORAGE, SOON);
                campaign.awaitMore(ENOUGH);
                assertThatThrownBy(() -> reads.events(device, Campaign.STREAM))
                        .isInstanceOf(ReaderException.class)
                        .hasMessageContaining("503");
                vault.unseal();
            }
            killer.awaitAll();
            TimeUnit.SECONDS.sleep(1);

            // Then
            assertThat(campaign.end().acknowledged()).isGreaterThan(ENOUGH);
        }
    }
}

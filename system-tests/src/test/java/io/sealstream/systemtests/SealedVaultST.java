package io.sealstream.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealstream.device.KeyType;
import io.sealstream.device.OutgoingEvent;
import io.sealstream.device.SendResult;
import io.sealstream.protocol.DeviceId;
import io.sealstream.reader.ReaderException;
import io.sealstream.systemtests.faults.Killer;
import io.sealstream.systemtests.faults.SealedVault;
import io.sealstream.systemtests.faults.Target;
import io.sealstream.systemtests.record.Seed;
import io.sealstream.systemtests.stack.Stack;
import io.sealstream.systemtests.stack.StackExtension;
import io.sealstream.systemtests.traffic.Campaign;
import io.sealstream.systemtests.traffic.Fleet;
import io.sealstream.systemtests.traffic.VerifiedReads;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
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
                Fleet fleet = new Fleet(stack, folder.resolve("quiet"));
                VerifiedReads reads = new VerifiedReads(stack, "acme")) {
            // Given: a device whose requests nobody repeats, so that its keys were never opened.
            DeviceId device = new DeviceId("acme", "quiet-" + UUID.randomUUID());
            OutgoingEvent event =
                    OutgoingEvent.of(Campaign.STREAM, "application/octet-stream", new byte[] {1});
            assertThat(fleet.enrol(device, KeyType.P256, 10).send(event).join())
                    .isInstanceOf(SendResult.Stored.class);
            campaign.awaitTraffic();

            // When
            try (SealedVault vault = SealedVault.seal(stack)) {
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
            assertThat(reads.events(device, Campaign.STREAM)).hasSize(1);
            assertThat(campaign.end().acknowledged()).isGreaterThan(ENOUGH);
        }
    }
}

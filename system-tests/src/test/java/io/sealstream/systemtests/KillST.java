package io.sealstream.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.systemtests.faults.Killer;
import io.sealstream.systemtests.faults.Target;
import io.sealstream.systemtests.record.Seed;
import io.sealstream.systemtests.stack.Stack;
import io.sealstream.systemtests.stack.StackExtension;
import io.sealstream.systemtests.traffic.Campaign;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes are killed while devices send, and while everything they sent is replayed: a short
 * choice of what {@link ManyKillsST} does at length.
 */
@ExtendWith(StackExtension.class)
class KillST {
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Duration WHILE_STARTING = Duration.ofSeconds(4);

    @Test
    void killingTheGuardWhileReplaysComeLetsNoneThroughAndLosesNothing(
            Stack stack, @TempDir Path folder) throws Exception {
        Killer killer = new Killer(stack, Seed.next());
        try (Campaign campaign = Campaign.begin(stack, folder)) {
            // When
            campaign.awaitTraffic();
            killer.killOnceReady(Target.REPLAY_GUARD, SOON);
            campaign.awaitTraffic();
            killer.killOnceReady(Target.REPLAY_GUARD, SOON);
            killer.killSoon(Target.REPLAY_GUARD, WHILE_STARTING);
            killer.awaitAll();

            // Then
            assertThat(campaign.end().replayed()).isPositive();
        }
    }

    @Test
    void killingEachOtherProcessWhileReplaysComeLetsNoneThroughAndLosesNothing(
            Stack stack, @TempDir Path folder) throws Exception {
        Killer killer = new Killer(stack, Seed.next());
        try (Campaign campaign = Campaign.begin(stack, folder)) {
            // When
            campaign.awaitTraffic();
            killer.killOnceReady(Target.STORAGE, SOON);
            campaign.awaitTraffic();
            killer.killOnceReady(Target.DOCUMENT_STORE, SOON);
            campaign.awaitTraffic();
            killer.killOnceReady(Target.INGEST, SOON);
            campaign.awaitTraffic();
            killer.killOnceReady(Target.VAULT, SOON);
            campaign.awaitTraffic();
            killer.killOnceReady(Target.BROKER, SOON);
            campaign.awaitTraffic();
            killer.killOnceReady(Target.VAULT_KEYS, SOON);
            killer.awaitAll();

            // Then
            assertThat(campaign.end().replayed()).isPositive();
        }
    }

    @Test
    void killingEverythingAtOnceWhileReplaysComeLetsNoneThroughAndLosesNothing(
            Stack stack, @TempDir Path folder) throws Exception {
        Killer killer = new Killer(stack, Seed.next());
        try (Campaign campaign = Campaign.begin(stack, folder)) {
            // When
            campaign.awaitTraffic();
            killer.killOnceReady(Target.EVERYTHING, SOON);
            killer.awaitAll();

            // Then
            assertThat(campaign.end().replayed()).isPositive();
        }
    }
}

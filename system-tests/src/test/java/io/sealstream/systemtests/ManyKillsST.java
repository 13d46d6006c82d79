package io.sealstream.systemtests;

import io.sealstream.systemtests.faults.Killer;
import io.sealstream.systemtests.faults.Target;
import io.sealstream.systemtests.record.Seed;
import io.sealstream.systemtests.stack.Stack;
import io.sealstream.systemtests.stack.StackExtension;
import io.sealstream.systemtests.traffic.Campaign;
import io.sealstream.systemtests.traffic.Campaign.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each process is killed round after round, and then all at once, while devices send and everything
 * they sent is replayed. Long: run by {@code ./sealstream verify}, which bounds it in minutes; what
 * the time did not suffice for is said in the table at the end.
 */
@Tag("verify")
@ExtendWith(StackExtension.class)
class ManyKillsST {
    private static final int ROUNDS = Integer.getInteger("sealstream.verify.rounds", 10);
    private static final Duration LIMIT =
            Duration.ofMinutes(Integer.getInteger("sealstream.verify.minutes", 30));
    private static final Duration SOON = Duration.ofMillis(1500);

    private static final List<String> TABLE = new ArrayList<>();
    private static long end;

    @BeforeAll
    static void startTheClock() {
        end = System.nanoTime() + LIMIT.toNanos();
    }

    @ParameterizedTest
    @EnumSource(Target.class)
    void killingItManyTimesLetsNoReplayThroughAndLosesNothing(
            Target target, Stack stack, @TempDir Path folder) throws Exception {
        Killer killer = new Killer(stack, Seed.next());
        int rounds = 0;
        try (Campaign campaign = Campaign.begin(stack, folder)) {
            // When
            while (rounds < ROUNDS && System.nanoTime() < end) {
                campaign.awaitTraffic();
                kill(killer, target, rounds);
                rounds++;
                System.out.printf(
                        "%s: killed %d of %d times, %d events acknowledged%n",
                        target, rounds, ROUNDS, campaign.acknowledged());
            }
            killer.awaitAll();

            // Then
            TABLE.add(row(target, rounds, campaign.end()));
        }
    }

    /** Of all processes at once, every other time with the one that starts them again. */
    private static void kill(Killer killer, Target target, int round) throws Exception {
        if (target == Target.EVERYTHING && round % 2 == 1) {
            killer.killWithSupervisor(SOON);
        } else {
            killer.killOnceReady(target, SOON);
        }
    }

    private static String row(Target target, int rounds, Outcome outcome) {
        return "%-16s %3d of %-3d %13d %9d %9d %9d %8d %10.1f s"
                .formatted(
                        target,
                        rounds,
                        ROUNDS,
                        outcome.acknowledged(),
                        outcome.replayed(),
                        outcome.copied(),
                        outcome.accepted(),
                        outcome.stored(),
                        outcome.longestPause().toMillis() / 1000.0);
    }

    @AfterAll
    static void sayWhatWasSeen() {
        System.out.printf(
                "%n%-16s %10s %13s %9s %9s %9s %8s %12s%n",
                "killed",
                "times",
                "acknowledged",
                "replayed",
                "copied",
                "accepted",
                "stored",
                "longest pause");
        TABLE.forEach(System.out::println);
        System.out.println(
                "Accepted and stored also count events whose acknowledgement was lost on the way.");
    }
}

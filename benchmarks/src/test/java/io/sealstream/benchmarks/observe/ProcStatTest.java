package io.sealstream.benchmarks.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** CPU time as Linux accounts for it. */
class ProcStatTest {
    private static final String TAIL =
            " S 1 77 77 0 -1 4194560 9000 8 1 0 120 30 7 5 20 0 64 0 4321 900000 5000 0";

    @Test
    void userSystemAndEndedChildrenAreSummed() {
        assertThat(ProcStat.parse("77 (java)" + TAIL))
                .isEqualTo(new ProcStat("java", 120 + 30 + 7 + 5, 4321));
    }

    @Test
    void aNameWithSpacesAndBracketsDoesNotShiftTheFields() {
        assertThat(ProcStat.parse("77 (a) S 9 (b c))" + TAIL))
                .isEqualTo(new ProcStat("a) S 9 (b c)", 162, 4321));
    }

    @Test
    void timeThatThisProcessSpendsIsSeen() throws Exception {
        // Given
        Processes own = new Processes(Map.of("own", ProcessHandle.current().pid()));
        Processes.Look before = own.look();

        // When
        long end = System.nanoTime() + 300_000_000L;
        long spun = 0;
        while (System.nanoTime() < end) {
            spun++;
        }

        // Then
        ProcessUse use = own.since(before).getFirst();
        assertThat(spun).isPositive();
        assertThat(use.cpuSeconds()).isPositive();
        assertThat(use.residentBytes()).isPositive();
    }

    @Test
    void idleAndWaitingAreNotBusy() {
        assertThat(Machine.busySeconds("cpu  100 20 30 99999 88888 4 5 6 0 0"))
                .isCloseTo(1.65, within(1e-9));
    }
}

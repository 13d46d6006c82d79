package io.sealstream.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a measurement counts. */
class WindowTest {
    private final Window window = new Window(ms(1000));

    @Test
    void aStallIsSeenByEveryEventThatWasDueMeanwhile() {
        // Given: a system that answers nothing for a second, events due every 10 ms
        for (int due = 1000; due < 2000; due += 10) {
            // When: all are sent late and answered at once when it goes on
            window.answered(ms(due), ms(2000), "202", true);
        }

        // Then: they waited half a second on average, not nothing
        assertThat(window.accepted().getMean()).isBetween(500_000d, 510_000d);
        assertThat(window.accepted().getMaxValue()).isBetween(999_000L, 1_001_000L);
    }

    @Test
    void ratesCountWhatHappenedInsideAndLatenciesWhatWasDueInside() {
        window.answered(ms(900), ms(1100), "202", true);
        window.answered(ms(1900), ms(2100), "202", true);
        window.end(ms(2000));
        window.answered(ms(1950), ms(2300), "202", true);
        window.answered(ms(2050), ms(2300), "202", true);

        assertThat(window.acknowledged()).isEqualTo(2);
        assertThat(window.accepted().getTotalCount()).isEqualTo(2);
    }

    @Test
    void refusalsAreShownAndNotAcknowledged() {
        window.answered(ms(1000), ms(1001), "429", false);
        window.answered(ms(1000), ms(1001), "503", false);

        assertThat(window.answers()).containsEntry("429", 1L).containsEntry("503", 1L);
        assertThat(window.acknowledged()).isZero();
        assertThat(window.accepted().getTotalCount()).isZero();
    }

    private static long ms(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }
}

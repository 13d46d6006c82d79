package io.sealstream.devstack.demo;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Durations and their percentiles. */
final class Latencies {
    private final long[] nanos;

    Latencies(List<Long> nanos) {
        this.nanos = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
    }

    Duration percentile(double p) {
        int index = (int) Math.ceil(p / 100 * nanos.length) - 1;
        return Duration.ofNanos(nanos[Math.clamp(index, 0, nanos.length - 1)]);
    }

    @Override
    public String toString() {
        return nanos.length == 0
                ? "none measured"
                : "p50 %s   p99 %s   max %s"
                        .formatted(ms(percentile(50)), ms(percentile(99)), ms(percentile(100)));
    }

    private static String ms(Duration duration) {
        return String.format(Locale.ROOT, "%.1f ms", duration.toNanos() / 1e6);
    }

    /** The values, ascending. */
    long[] nanos() {
        return Arrays.copyOf(nanos, nanos.length);
    }
}

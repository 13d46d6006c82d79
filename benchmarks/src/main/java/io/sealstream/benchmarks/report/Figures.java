package io.sealstream.benchmarks.report;

import io.sealstream.benchmarks.check.ExactlyOnce;
import io.sealstream.benchmarks.check.ReaderSample;
import io.sealstream.benchmarks.floor.Floors;
import java.util.List;
import java.util.Map;

/**
 * Everything a run found.
 *
 * @param startedAt when, RFC 3339
 * @param environment where
 * @param devices simulated devices
 * @param contentBytes content of each event
 * @param warmUpSeconds load before the first measurement
 * @param phases the measurements
 * @param floors what one core needs for what cannot be avoided
 * @param rejections what the guard refused, by reason
 * @param exactlyOnce the comparison with the database
 * @param readerSample events read through the read endpoint
 */
public record Figures(
        String startedAt,
        Environment environment,
        int devices,
        int contentBytes,
        int warmUpSeconds,
        List<PhaseFigures> phases,
        Floors floors,
        Map<String, Long> rejections,
        ExactlyOnce.Proof exactlyOnce,
        ReaderSample.Result readerSample) {

    /** Whether everything that was acknowledged is where it should be. */
    public boolean hold() {
        return exactlyOnce.holds() && readerSample.holds();
    }
}

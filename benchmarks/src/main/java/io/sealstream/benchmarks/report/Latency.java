package io.sealstream.benchmarks.report;

import org.HdrHistogram.Histogram;

/**
 * Percentiles of a latency, in milliseconds.
 *
 * @param events how many it is made of
 * @param p50Millis half of them took at most this
 * @param p99Millis 99 of 100
 * @param p999Millis 999 of 1,000
 * @param maxMillis the slowest
 */
public record Latency(
        long events, double p50Millis, double p99Millis, double p999Millis, double maxMillis) {

    /** Reads a histogram of microseconds. */
    public static Latency of(Histogram micros) {
        return new Latency(
                micros.getTotalCount(),
                micros.getValueAtPercentile(50) / 1e3,
                micros.getValueAtPercentile(99) / 1e3,
                micros.getValueAtPercentile(99.9) / 1e3,
                micros.getMaxValue() / 1e3);
    }
}

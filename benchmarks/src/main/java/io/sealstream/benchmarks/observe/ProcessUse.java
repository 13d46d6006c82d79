package io.sealstream.benchmarks.observe;

import java.util.Map;

/**
 * What a process used between two looks.
 *
 * @param process its label
 * @param cpuSeconds CPU time of all its threads and ended children
 * @param compilerSeconds the part of threads that compile
 * @param collectorSeconds the part of threads that collect garbage
 * @param residentBytes memory it holds at the second look
 * @param threads CPU seconds by thread name, the largest ones
 */
public record ProcessUse(
        String process,
        double cpuSeconds,
        double compilerSeconds,
        double collectorSeconds,
        long residentBytes,
        Map<String, Double> threads) {}

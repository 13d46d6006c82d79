package io.sealstream.benchmarks.report;

/**
 * Where it ran.
 *
 * @param processor model name
 * @param processors how many
 * @param javaVm version of the virtual machine
 * @param system operating system
 * @param tuning how the services' virtual machines were started
 * @param emulators what in the stack emulates a server
 * @param loadAverageBefore of the last minute, before anything was sent
 */
public record Environment(
        String processor,
        int processors,
        String javaVm,
        String system,
        String tuning,
        String emulators,
        double loadAverageBefore) {}

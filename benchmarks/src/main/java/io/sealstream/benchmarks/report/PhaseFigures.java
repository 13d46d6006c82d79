package io.sealstream.benchmarks.report;

import io.sealstream.benchmarks.floor.Floors;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The figures of one phase.
 *
 * @param phase its name
 * @param seconds how long it was measured
 * @param targetEventsPerSecond what the timetable asked for; null without one
 * @param acknowledgedEventsPerSecond answered with 202
 * @param readableEventsPerSecond written by storage
 * @param acceptedLatency from due to 202
 * @param readableLatency from due to readable
 * @param answers how often each status came
 * @param processes CPU of each process
 * @param otherCpuCores processors kept busy by what does not belong to this
 * @param idleCpuCores processors left idle
 */
public record PhaseFigures(
        String phase,
        double seconds,
        @Nullable Double targetEventsPerSecond,
        double acknowledgedEventsPerSecond,
        double readableEventsPerSecond,
        Latency acceptedLatency,
        Latency readableLatency,
        Map<String, Long> answers,
        List<ProcessCost> processes,
        double otherCpuCores,
        double idleCpuCores) {

    /** The same with each process beside the floor of what it has to do. */
    public PhaseFigures comparedWith(Floors floors) {
        return new PhaseFigures(
                phase,
                seconds,
                targetEventsPerSecond,
                acknowledgedEventsPerSecond,
                readableEventsPerSecond,
                acceptedLatency,
                readableLatency,
                answers,
                processes.stream().map(process -> process.comparedWith(floors)).toList(),
                otherCpuCores,
                idleCpuCores);
    }
}

package io.sealstream.benchmarks.report;

import io.sealstream.benchmarks.floor.Floors;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a process spent on each event that became readable in the window.
 *
 * @param process its label
 * @param cpuMicrosPerEvent CPU time, everything included
 * @param compilerMicrosPerEvent the part that compiled
 * @param collectorMicrosPerEvent the part that collected garbage
 * @param cpuCores processors it kept busy on average
 * @param residentMebibytes memory
 * @param timesFloor CPU divided by the floor of what it has to do; null where there is none
 * @param cpuMicrosPerEventByThread CPU of its largest threads
 */
public record ProcessCost(
        String process,
        double cpuMicrosPerEvent,
        double compilerMicrosPerEvent,
        double collectorMicrosPerEvent,
        double cpuCores,
        double residentMebibytes,
        @Nullable Double timesFloor,
        Map<String, Double> cpuMicrosPerEventByThread) {

    /** The guard must verify, ingest must digest and seal; the others have no floor here. */
    ProcessCost comparedWith(Floors floors) {
        Double floor =
                switch (process) {
                    case "replay-guard" -> floors.verifyMicros();
                    case "ingest" -> floors.sealMicros() + floors.digestMicros();
                    default -> null;
                };
        return new ProcessCost(
                process,
                cpuMicrosPerEvent,
                compilerMicrosPerEvent,
                collectorMicrosPerEvent,
                cpuCores,
                residentMebibytes,
                floor == null ? null : cpuMicrosPerEvent / floor,
                cpuMicrosPerEventByThread);
    }
}

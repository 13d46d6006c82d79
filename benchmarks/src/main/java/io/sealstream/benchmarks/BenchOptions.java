package io.sealstream.benchmarks;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options of a run. */
final class BenchOptions {
    /** What the endpoint lets one device send in the long run, with room to spare. */
    private static final int DEVICE_LIMIT = 400;

    @Option(
            names = "--seconds",
            defaultValue = "60",
            description = "Length of each measurement. Default: ${DEFAULT-VALUE}.")
    int seconds;

    @Option(
            names = "--warm-up",
            defaultValue = "30",
            description = "Seconds of load before the first. Default: ${DEFAULT-VALUE}.")
    int warmUp;

    @Option(
            names = "--devices",
            defaultValue = "200",
            description = "Simulated devices, a connection each. Default: ${DEFAULT-VALUE}.")
    int devices;

    @Option(
            names = "--rate",
            description = {
                "Events a second on a timetable that does not wait for the system.",
                "Default: first as many as the system makes readable, then half of that."
            })
    @Nullable Integer rate;

    @Option(
            names = "--under-way",
            defaultValue = "1000",
            description = {
                "Without --rate: events sent and not yet readable, at most.",
                "Default: ${DEFAULT-VALUE}."
            })
    int underWay;

    @Option(
            names = "--bytes",
            defaultValue = "256",
            description = "Content of each event. Default: ${DEFAULT-VALUE}.")
    int bytes;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures here too.")
    @Nullable Path json;

    @Option(names = "--stack", hidden = true, paramLabel = "FILE")
    @Nullable Path stack;

    /** Refuses what cannot be meant. */
    void check(CommandSpec command) {
        if (seconds < 1 || warmUp < 0 || devices < 1 || underWay < 1) {
            throw wrong(command, "seconds, devices and events under way are at least 1");
        }
        if (bytes < 1 || bytes > 262_144) {
            throw wrong(command, "--bytes is 1 to 262144");
        }
        if (rate != null && (rate < 1 || rate > (long) devices * DEVICE_LIMIT)) {
            throw wrong(
                    command,
                    "--rate is 1 to "
                            + DEVICE_LIMIT
                            + " for each device: the endpoint's limit would be measured otherwise");
        }
    }

    private static ParameterException wrong(CommandSpec command, String what) {
        return new ParameterException(command.commandLine(), what);
    }
}

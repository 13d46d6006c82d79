package io.sealstream.benchmarks.observe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The machine everything runs on. */
public final class Machine {
    private static final List<String> IDLE = List.of("idle", "iowait");
    private static final List<String> FIELDS =
            List.of("user", "nice", "system", "idle", "iowait", "irq", "softirq", "steal");

    private Machine() {}

    /** Model name of the processor. */
    public static String processor() throws IOException {
        return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown");
    }

    /** Processors that the system has. */
    public static int processors() {
        return Runtime.getRuntime().availableProcessors();
    }

    /** Load average of the last minute. */
    public static double load() throws IOException {
        return Double.parseDouble(Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0]);
    }

    /** CPU seconds that everything on the machine used since it started, of all processors. */
    public static double busySeconds() throws IOException {
        return busySeconds(Files.readAllLines(Path.of("/proc/stat")).getFirst());
    }

    /** Reads the first line of /proc/stat, proc_stat(5). Stolen time is used, but not by us. */
    static double busySeconds(String line) {
        String[] values = line.strip().split(" +", -1);
        long ticks = 0;
        for (int i = 0; i < FIELDS.size(); i++) {
            ticks += IDLE.contains(FIELDS.get(i)) ? 0 : Long.parseLong(values[i + 1]);
        }
        return ticks / ProcStat.TICKS_PER_SECOND;
    }
}

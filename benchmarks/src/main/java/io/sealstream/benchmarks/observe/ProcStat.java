package io.sealstream.benchmarks.observe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * CPU time from Linux's process accounting, proc_pid_stat(5):
 *
 * <pre>
 * pid (comm) state ppid ... utime(14) stime(15) cutime(16) cstime(17) ... starttime(22)
 * </pre>
 *
 * comm may hold spaces and brackets; the last closing bracket ends it.
 *
 * @param name comm
 * @param ticks utime + stime + cutime + cstime, so children that ended are included
 * @param started starttime: tells a process from a later one with the same number
 */
public record ProcStat(String name, long ticks, long started) {
    /** USER_HZ, which is 100 on every architecture that Java runs on. */
    static final double TICKS_PER_SECOND = 100;

    private static final int UTIME = 14;
    private static final int CSTIME = 17;
    private static final int START_TIME = 22;

    static ProcStat parse(String line) {
        int open = line.indexOf('(');
        int close = line.lastIndexOf(')');
        // The first field after comm is number 3.
        String[] fields = line.substring(close + 2).split(" ", -1);
        long ticks = 0;
        for (int field = UTIME; field <= CSTIME; field++) {
            ticks += Long.parseLong(fields[field - 3]);
        }
        return new ProcStat(
                line.substring(open + 1, close), ticks, Long.parseLong(fields[START_TIME - 3]));
    }

    static ProcStat ofProcess(long pid) throws IOException {
        return parse(Files.readString(Path.of("/proc", String.valueOf(pid), "stat")));
    }

    /** Ticks of each thread that lives, by its number and name. */
    static Map<String, Long> ofThreads(long pid) throws IOException {
        Map<String, Long> ticks = new HashMap<>();
        try (Stream<Path> threads = Files.list(Path.of("/proc", String.valueOf(pid), "task"))) {
            for (Path thread : threads.toList()) {
                try {
                    ProcStat stat = parse(Files.readString(thread.resolve("stat")));
                    ticks.put(thread.getFileName() + " " + stat.name, stat.ticks);
                } catch (IOException e) {
                    // it has just ended
                }
            }
        }
        return ticks;
    }
}

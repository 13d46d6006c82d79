package io.sealstream.benchmarks.observe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Looks at the CPU use of the processes of a running system. */
public final class Processes {
    private static final int SHOWN_THREADS = 12;
    private static final Pattern NUMBER = Pattern.compile("[-#]\\d+");

    private final Map<String, Long> pids;

    /** Watches these, by label. */
    public Processes(Map<String, Long> pids) {
        this.pids = new LinkedHashMap<>(pids);
    }

    /** CPU use of all processes, and of their threads, at one moment; both by label. */
    public record Look(Map<String, ProcStat> processes, Map<String, Map<String, Long>> threads) {}

    /** Reads the CPU use of all processes now. */
    public Look look() throws IOException {
        Map<String, ProcStat> processes = new HashMap<>();
        Map<String, Map<String, Long>> threads = new HashMap<>();
        for (var process : pids.entrySet()) {
            processes.put(process.getKey(), ProcStat.ofProcess(process.getValue()));
            threads.put(process.getKey(), ProcStat.ofThreads(process.getValue()));
        }
        return new Look(processes, threads);
    }

    /** What each used since an earlier look; fails when one is not the same process any more. */
    public List<ProcessUse> since(Look before) throws IOException {
        Look now = look();
        List<ProcessUse> uses = new ArrayList<>();
        for (var process : pids.entrySet()) {
            String label = process.getKey();
            ProcStat first = before.processes.get(label);
            ProcStat last = now.processes.get(label);
            if (first == null || last == null || first.started() != last.started()) {
                throw new IOException(label + " was started again during the measurement");
            }
            Map<String, Double> threads =
                    seconds(
                            before.threads.getOrDefault(label, Map.of()),
                            now.threads.getOrDefault(label, Map.of()));
            uses.add(
                    new ProcessUse(
                            label,
                            (last.ticks() - first.ticks()) / ProcStat.TICKS_PER_SECOND,
                            sum(threads, "C1 Compiler", "C2 Compiler"),
                            sum(threads, "VM Thread", "GC Thread", "G1 "),
                            resident(process.getValue()),
                            largest(threads)));
        }
        return uses;
    }

    private static Map<String, Double> seconds(Map<String, Long> before, Map<String, Long> now) {
        Map<String, Double> seconds = new HashMap<>();
        now.forEach((thread, ticks) -> {
            String name = thread.substring(thread.indexOf(' ') + 1);
            seconds.merge(
                    NUMBER.matcher(name).replaceAll(""),
                    (ticks - before.getOrDefault(thread, 0L)) / ProcStat.TICKS_PER_SECOND,
                    Double::sum);
        });
        return seconds;
    }

    private static double sum(Map<String, Double> threads, String... starts) {
        return threads.entrySet().stream()
                .filter(thread -> List.of(starts).stream().anyMatch(thread.getKey()::startsWith))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    private static Map<String, Double> largest(Map<String, Double> threads) {
        Map<String, Double> largest = new LinkedHashMap<>();
        threads.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .limit(SHOWN_THREADS)
                .filter(thread -> thread.getValue() > 0)
                .forEach(thread -> largest.put(thread.getKey(), thread.getValue()));
        return largest;
    }

    private static long resident(long pid) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", String.valueOf(pid), "status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
            }
        }
        return 0;
    }
}

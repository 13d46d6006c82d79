package io.sealstream.benchmarks;

import io.sealstream.benchmarks.load.LoadGenerator;
import io.sealstream.benchmarks.load.Pace;
import io.sealstream.benchmarks.load.Window;
import io.sealstream.benchmarks.observe.Machine;
import io.sealstream.benchmarks.observe.ProcessUse;
import io.sealstream.benchmarks.observe.Processes;
import io.sealstream.benchmarks.report.Latency;
import io.sealstream.benchmarks.report.PhaseFigures;
import io.sealstream.benchmarks.report.ProcessCost;
import java.io.IOException;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Measures phases of load, one after the other. */
final class Phases {
    private static final int DRAIN_SECONDS = 120;
    private static final double MEBIBYTE = 1 << 20;

    private final LoadGenerator generator;
    private final Processes processes;
    private final PrintStream out;

    Phases(StackAddress stack, LoadGenerator generator, PrintStream out) {
        this.generator = generator;
        this.out = out;
        Map<String, Long> pids = new LinkedHashMap<>(stack.pids());
        pids.put("load generator", ProcessHandle.current().pid());
        this.processes = new Processes(pids);
    }

    /** Load that is not measured; it goes on when this returns. */
    void warmUp(Pace pace, int seconds) throws InterruptedException {
        out.println("  warming up, " + seconds + " s");
        generator.pace(pace);
        TimeUnit.SECONDS.sleep(seconds);
    }

    /** Measures, stops sending and waits until everything sent is readable. */
    PhaseFigures measure(String name, Pace pace, int seconds)
            throws IOException, InterruptedException {
        out.println("  measuring " + name + ", " + seconds + " s");
        Processes.Look before = processes.look();
        double busyBefore = Machine.busySeconds();
        Window window = generator.begin();
        TimeUnit.SECONDS.sleep(seconds);
        generator.end(window);
        List<ProcessUse> uses = processes.since(before);
        double busy = Machine.busySeconds() - busyBefore;
        generator.pace(null);
        drain();
        return figures(name, pace, window, uses, busy);
    }

    private void drain() throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(DRAIN_SECONDS);
        while (generator.underWay() > 0 && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private static PhaseFigures figures(
            String name, Pace pace, Window window, List<ProcessUse> uses, double busy) {
        double seconds = window.seconds();
        double ours = uses.stream().mapToDouble(ProcessUse::cpuSeconds).sum();
        return new PhaseFigures(
                name,
                seconds,
                pace instanceof Pace.Fixed(double perSecond) ? perSecond : null,
                window.acknowledged() / seconds,
                window.stored() / seconds,
                Latency.of(window.accepted()),
                Latency.of(window.readable()),
                window.answers(),
                uses.stream().map(use -> cost(use, window)).toList(),
                Math.max(0, busy - ours) / seconds,
                Math.max(0, Machine.processors() - busy / seconds));
    }

    private static ProcessCost cost(ProcessUse use, Window window) {
        double micros = 1e6 / Math.max(1, window.stored());
        Map<String, Double> threads = new LinkedHashMap<>();
        use.threads().forEach((thread, seconds) -> threads.put(thread, seconds * micros));
        return new ProcessCost(
                use.process(),
                use.cpuSeconds() * micros,
                use.compilerSeconds() * micros,
                use.collectorSeconds() * micros,
                use.cpuSeconds() / window.seconds(),
                use.residentBytes() / MEBIBYTE,
                null,
                threads);
    }
}

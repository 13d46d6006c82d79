package io.sealstream.benchmarks.report;

import io.sealstream.benchmarks.check.ExactlyOnce;
import java.util.Formatter;
import java.util.Locale;
import java.util.TreeMap;

/** The figures as a person reads them. */
public final class TextReport {
    private final Formatter out = new Formatter(Locale.ROOT);

    private TextReport() {}

    /** Writes all of them. */
    public static String of(Figures figures) {
        TextReport report = new TextReport();
        report.environment(figures);
        figures.phases().forEach(report::phase);
        report.floors(figures);
        report.proof(figures);
        return report.out.toString();
    }

    private void environment(Figures figures) {
        Environment e = figures.environment();
        out.format("%n%d x %s; %s; %s%n", e.processors(), e.processor(), e.javaVm(), e.system());
        out.format("services: %s%n", e.tuning());
        out.format("emulators: %s%n", e.emulators());
        out.format(
                "%d devices, %d bytes and one P-256 signature an event, %d s of warm-up; load"
                        + " average before %.2f%n",
                figures.devices(),
                figures.contentBytes(),
                figures.warmUpSeconds(),
                e.loadAverageBefore());
    }

    private void phase(PhaseFigures p) {
        out.format("%n%s (%.1f s)%n", p.phase(), p.seconds());
        out.format(
                "  %,.0f events/s acknowledged, %,.0f events/s readable; answers %s%n",
                p.acknowledgedEventsPerSecond(),
                p.readableEventsPerSecond(),
                new TreeMap<>(p.answers()));
        if (!p.steady()) {
            out.format(
                    "  NOT STEADY: acknowledged and readable differ; do not read the cost of an"
                            + " event%n");
        }
        latency("accepted", p.acceptedLatency());
        latency("readable", p.readableLatency());
        out.format(
                "  %-16s %10s %9s %9s %7s %8s %9s%n",
                "process", "us/event", "compile", "collect", "cores", "RSS MiB", "x floor");
        double sum = 0;
        for (ProcessCost cost : p.processes()) {
            sum += cost.cpuMicrosPerEvent();
            process(cost);
        }
        out.format("  %-16s %10.1f%n", "together", sum);
        out.format(
                "  other work on this machine kept %.2f cores busy, %.2f were idle%n",
                p.otherCpuCores(), p.idleCpuCores());
    }

    private void latency(String what, Latency latency) {
        out.format(
                "  %s: p50 %.1f ms, p99 %.1f ms, p99.9 %.1f ms, max %.1f ms (%,d events)%n",
                what,
                latency.p50Millis(),
                latency.p99Millis(),
                latency.p999Millis(),
                latency.maxMillis(),
                latency.events());
    }

    private void process(ProcessCost cost) {
        Double times = cost.timesFloor();
        out.format(
                "  %-16s %10.1f %9.1f %9.1f %7.2f %8.0f %9s%n",
                cost.process(),
                cost.cpuMicrosPerEvent(),
                cost.compilerMicrosPerEvent(),
                cost.collectorMicrosPerEvent(),
                cost.cpuCores(),
                cost.residentMebibytes(),
                times == null ? "" : String.format(Locale.ROOT, "%.1f", times));
    }

    private void floors(Figures figures) {
        out.format(
                "%nfloors of one core: verify P-256 %.1f us (%s), seal %d bytes %.2f us, SHA-256"
                        + " %.2f us%n",
                figures.floors().verifyMicros(),
                figures.floors().verifyProvider(),
                figures.contentBytes(),
                figures.floors().sealMicros(),
                figures.floors().digestMicros());
    }

    private void proof(Figures figures) {
        ExactlyOnce.Proof proof = figures.exactlyOnce();
        out.format(
                "sent %,d, acknowledged %,d, unanswered %,d, in the database %,d; refused by the"
                        + " guard %s%n",
                proof.sent(),
                proof.acknowledged(),
                proof.unanswered(),
                proof.stored(),
                new TreeMap<>(figures.rejections()));
        out.format(
                "read through the read endpoint: %d of %d equal and verified%n",
                figures.readerSample().equal(), figures.readerSample().read());
        proof.discrepancies().forEach(line -> out.format("  %s%n", line));
        out.format(
                "%s%n",
                figures.hold()
                        ? "every acknowledged event is stored exactly once"
                        : "NOT AS PROMISED: " + proof.discrepancyCount() + " discrepancies");
    }
}

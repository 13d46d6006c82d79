package io.sealstream.benchmarks;

import io.sealstream.benchmarks.check.ExactlyOnce;
import io.sealstream.benchmarks.check.ReaderSample;
import io.sealstream.benchmarks.check.StoredEvents;
import io.sealstream.benchmarks.enrol.EnrolledDevice;
import io.sealstream.benchmarks.enrol.Enrolling;
import io.sealstream.benchmarks.floor.FloorMeasure;
import io.sealstream.benchmarks.floor.Floors;
import io.sealstream.benchmarks.load.EventMaker;
import io.sealstream.benchmarks.load.Ledger;
import io.sealstream.benchmarks.load.LoadGenerator;
import io.sealstream.benchmarks.load.Pace;
import io.sealstream.benchmarks.observe.Machine;
import io.sealstream.benchmarks.observe.OutcomeWatch;
import io.sealstream.benchmarks.report.Environment;
import io.sealstream.benchmarks.report.Figures;
import io.sealstream.benchmarks.report.PhaseFigures;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.identity.Pem;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** One run from the first enrolment to the last comparison. */
final class Run {
    private static final String TENANT = "acme";
    private static final int PATIENCE_SECONDS = 120;

    private final BenchOptions options;
    private final StackAddress stack;
    private final PrintStream out;
    private final EventMaker events;
    private final String stream;
    private final List<DeviceId> ids;

    Run(BenchOptions options, StackAddress stack, PrintStream out) {
        this.options = options;
        this.stack = stack;
        this.out = out;
        byte[] random = new byte[6];
        new SecureRandom().nextBytes(random);
        String run = HexFormat.of().formatHex(random);
        this.events = new EventMaker(HexFormat.fromHexDigitsToLong(run), options.bytes);
        this.stream = "bench-" + run;
        this.ids =
                IntStream.range(0, options.devices)
                        .mapToObj(n -> new DeviceId(TENANT, "bench-" + run + "-" + n))
                        .toList();
    }

    Figures measure() throws Exception {
        Instant started = Instant.now();
        Environment environment = environment();
        List<EnrolledDevice> devices = enrol();
        Path operator = stack.client("operator-local");
        try (LoadGenerator generator =
                        new LoadGenerator(
                                stack.endpoint("ingest"),
                                stack.text("trust-domain"),
                                Pem.readCertificates(operator.resolve("root.pem")),
                                stream,
                                devices,
                                events);
                OutcomeWatch outcomes =
                        new OutcomeWatch(
                                stack.text("broker"), stack.identity("ingest"), generator)) {
            outcomes.await();
            connect(generator);
            List<PhaseFigures> phases = phases(new Phases(stack, generator, out));
            say("measuring the floors of one core");
            Floors floors = FloorMeasure.measure(options.bytes);
            Ledger ledger = generator.ledger();
            say("comparing " + ledger.size() + " events with the database");
            ExactlyOnce.Proof proof = compare(ledger);
            ReaderSample.Result sample =
                    ReaderSample.read(
                            stack.client("reader-" + TENANT + "-dashboard"),
                            stack.endpoint("storage"),
                            stream,
                            ledger,
                            events,
                            ids);
            return new Figures(
                    started.toString(),
                    environment,
                    options.devices,
                    options.bytes,
                    options.warmUp,
                    phases.stream().map(phase -> phase.comparedWith(floors)).toList(),
                    floors,
                    outcomes.rejections(),
                    proof,
                    sample);
        }
    }

    private List<PhaseFigures> phases(Phases phases) throws IOException, InterruptedException {
        Integer rate = options.rate;
        if (rate != null) {
            Pace pace = new Pace.Fixed(rate);
            phases.warmUp(pace, options.warmUp);
            return List.of(phases.measure("at " + rate + " events/s", pace, options.seconds));
        }
        List<PhaseFigures> measured = new ArrayList<>();
        Pace most = new Pace.AsFastAsReadable(options.underWay);
        phases.warmUp(most, options.warmUp);
        measured.add(phases.measure("as fast as readable", most, options.seconds));
        double half = measured.getFirst().readableEventsPerSecond() / 2;
        if (half >= 1) {
            Pace pace = new Pace.Fixed(half);
            phases.warmUp(pace, Math.min(5, options.warmUp));
            measured.add(phases.measure("at half of that", pace, options.seconds));
        }
        return measured;
    }

    private ExactlyOnce.Proof compare(Ledger ledger) {
        ExactlyOnce comparison = new ExactlyOnce(ledger, events, n -> ids.get(n).device());
        StoredEvents.read(
                stack.text("documents"), stack.identity("storage"), stream, comparison::found);
        return comparison.conclude();
    }

    private List<EnrolledDevice> enrol()
            throws IOException, InterruptedException, GeneralSecurityException {
        say("enrolling " + options.devices + " devices");
        long start = System.nanoTime();
        AtomicInteger done = new AtomicInteger();
        try (Enrolling enrolling =
                new Enrolling(
                        stack.client("operator-local"),
                        stack.endpoint("vault-keys"),
                        stack.endpoint("ingest"),
                        stack.text("trust-domain"))) {
            List<EnrolledDevice> devices =
                    enrolling.enrol(
                            ids,
                            () -> {
                                int count = done.incrementAndGet();
                                if (count % 50 == 0) {
                                    say("  " + count);
                                }
                            });
            say("  %.1f s".formatted((System.nanoTime() - start) / 1e9));
            return devices;
        }
    }

    private void connect(LoadGenerator generator) throws InterruptedException {
        say("connecting");
        generator.connect();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (generator.connected() < options.devices) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(
                        "only "
                                + generator.connected()
                                + " devices could connect in "
                                + PATIENCE_SECONDS
                                + " s");
            }
            Thread.sleep(100);
        }
    }

    private Environment environment() throws IOException {
        return new Environment(
                Machine.processor(),
                Machine.processors(),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                stack.text("tuning"),
                stack.text("emulators"),
                Machine.load());
    }

    private void say(String what) {
        out.println("  " + what);
    }
}

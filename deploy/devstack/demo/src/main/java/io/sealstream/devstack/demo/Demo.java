package io.sealstream.devstack.demo;

import io.sealstream.device.DeviceClient;
import io.sealstream.operator.OperatorClient;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.EventId;
import io.sealstream.reader.VerifiedEvent;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.types.Binary;

/** The whole demonstration, in order. */
public final class Demo {
    private static final int DEVICES = 3;
    private static final int SIMULATED = 3000;
    private static final int PROBES = 50;
    private static final int SHOWN_BYTES = 48;

    private final DemoSettings settings;
    private final PrintStream out;
    private final Progress progress;
    private final List<Check> checks = new ArrayList<>();

    public Demo(DemoSettings settings, PrintStream out) {
        this.settings = settings;
        this.out = out;
        this.progress = new Progress(out);
    }

    /** Runs it; true when everything was as promised. */
    public boolean run() {
        List<Reading> readings = readings();
        try (OperatorClient operator =
                        OperatorClient.open(settings.operator(), settings.vaultKeys());
                Fleet fleet = new Fleet(settings, operator);
                Readers readers = new Readers(settings);
                RawDocuments database = new RawDocuments(settings)) {
            progress.begin("enrolling " + DEVICES + " devices");
            List<DeviceClient> devices = enrol(fleet);
            progress.end();
            List<Map<EventId, Reading>> sent = send(devices, readings);
            compare(readers, fleet, sent);
            showStored(
                    database, readers, fleet.id(1), sent.getFirst().entrySet().iterator().next());
            measure(fleet, readers);
            attack(fleet, devices.getFirst(), operator, database);
            strangerReads(readers, fleet.id(2), sent.get(1).keySet().iterator().next());
        }
        return report();
    }

    private static List<DeviceClient> enrol(Fleet fleet) {
        try (ExecutorService threads = Executors.newFixedThreadPool(DEVICES)) {
            List<CompletableFuture<DeviceClient>> enrolling =
                    IntStream.rangeClosed(1, DEVICES)
                            .mapToObj(number ->
                                    CompletableFuture.supplyAsync(
                                            () -> fleet.enrol(number), threads))
                            .toList();
            return enrolling.stream().map(CompletableFuture::join).toList();
        }
    }

    private List<Reading> readings() {
        if (settings.input() == null) {
            return Reading.simulated(SIMULATED);
        }
        List<Reading> readings = Reading.ofCsv(settings.input());
        if (readings.size() < DEVICES) {
            throw new DemoException(
                    "%s has %s rows; each of the %s devices sends at least one"
                            .formatted(settings.input(), readings.size(), DEVICES));
        }
        return readings;
    }

    private List<Map<EventId, Reading>> send(List<DeviceClient> devices, List<Reading> readings) {
        progress.begin("sending " + readings.size() + " readings until each is stored");
        Sending sending = new Sending(progress);
        List<Map<EventId, Reading>> sent = sending.send(devices, readings);
        checks.add(
                new Check(
                        "every reading is taken",
                        readings.size() + " readings of " + devices.size() + " devices",
                        readings.size() - sending.notStored() + " with a receipt",
                        sending.notStored() == 0));
        return sent;
    }

    private void compare(Readers readers, Fleet fleet, List<Map<EventId, Reading>> sent) {
        progress.begin("reading everything back");
        for (int i = 0; i < sent.size(); i++) {
            checks.add(readers.compare(fleet.id(i + 1), sent.get(i)));
        }
        progress.end();
    }

    private void showStored(
            RawDocuments database,
            Readers readers,
            DeviceId device,
            Map.Entry<EventId, Reading> sent) {
        EventId id = sent.getKey();
        Document raw = database.one(device, id);
        byte[] sealed = raw.get("sealed", Binary.class).getData();
        String plain = new String(sent.getValue().content(), StandardCharsets.UTF_8);
        boolean hidden =
                !raw.toJson().contains(plain)
                        && !new String(sealed, StandardCharsets.ISO_8859_1).contains(plain);
        String start = HexFormat.of().formatHex(sealed, 0, Math.min(SHOWN_BYTES, sealed.length));
        out.println("  the document as the database holds it: " + raw.getString("_id"));
        out.println("    sealed: " + start + "... (" + sealed.length + " bytes)");
        checks.add(
                new Check(
                        "the database holds ciphertext only",
                        "one document read with storage's own identity",
                        hidden ? "no byte of the reading in it" : "THE READING IS IN IT",
                        hidden));
        VerifiedEvent read = readers.one(device, id);
        out.println(
                "  the same event as its reader gets it: "
                        + new String(read.event().content(), StandardCharsets.UTF_8));
        checks.add(
                new Check(
                        "the authorised reader gets it, signature verified",
                        "the same event read by " + DemoSettings.TENANT + "'s reader",
                        read.isVerified() ? "opened and verified" : "NOT VERIFIED",
                        read.isVerified()));
    }

    private void measure(Fleet fleet, Readers readers) {
        progress.begin("measuring " + PROBES + " single events");
        Probe probe = new Probe();
        probe.run(fleet.open(3, 0), fleet.id(3), readers, Reading.simulated(PROBES));
        progress.end();
        out.println("  accepted: " + probe.accepted());
        out.println("  readable: " + probe.readable());
    }

    private void attack(
            Fleet fleet, DeviceClient device, OperatorClient operator, RawDocuments database) {
        progress.begin("attacking");
        Attacks attacks = new Attacks(device, fleet.id(1), database, new BrokerWriter(settings));
        checks.add(attacks.replay());
        checks.add(attacks.changedContent());
        checks.add(attacks.changedContentAndDigest());
        checks.add(attacks.copiedRecord());
        checks.add(attacks.revoked(operator));
        progress.end();
    }

    private void strangerReads(Readers readers, DeviceId device, EventId id) {
        String answer = readers.asStranger(device, id);
        checks.add(
                new Check(
                        "another tenant reads nothing",
                        "the same read by globex's reader",
                        answer,
                        answer.contains("403")));
    }

    private boolean report() {
        boolean green = checks.stream().allMatch(Check::held);
        out.println();
        for (Check check : checks) {
            out.printf("  %-4s %s%n", check.held() ? "ok" : "FAIL", check.promise());
            out.printf("       tried:    %s%n", check.tried());
            out.printf("       happened: %s%n", check.happened());
        }
        out.println();
        out.println(
                green
                        ? "  All " + checks.size() + " checks held."
                        : "  NOT AS PROMISED: see FAIL above.");
        return green;
    }
}

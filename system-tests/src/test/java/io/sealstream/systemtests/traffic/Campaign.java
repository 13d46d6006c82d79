package io.sealstream.systemtests.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.device.DeviceClient;
import io.sealstream.device.KeyType;
import io.sealstream.protocol.DeviceId;
import io.sealstream.systemtests.record.Discrepancies;
import io.sealstream.systemtests.record.Ledger;
import io.sealstream.systemtests.record.Ledger.DeliveryState;
import io.sealstream.systemtests.record.Sighting;
import io.sealstream.systemtests.stack.Stack;
import io.sealstream.systemtests.theft.KafkaThief;
import io.sealstream.systemtests.theft.StolenDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * Devices of its own that send while all they sent is replayed, and, at the end, the proof: what
 * was acknowledged, and nothing else, went through the guard once, is stored once, and is read and
 * verified by an authorised reader.
 */
public final class Campaign implements AutoCloseable {
    /** The stream they send to. */
    public static final String STREAM = ReplayTraffic.STREAM;

    private static final String TENANT = "acme";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int DEVICES = 4;
    private static final int SOME = 20;
    private static final int ENOUGH = 100;

    private final Stack stack;
    private final KafkaThief thief;
    private final Fleet fleet;
    private final List<DeviceClient> devices = new ArrayList<>();
    private final ReplayTraffic traffic;

    private Campaign(Stack stack, Path folder) throws Exception {
        this.stack = stack;
        this.thief = new KafkaThief(stack);
        this.fleet = new Fleet(stack, folder);
        for (int number = 0; number < DEVICES; number++) {
            boolean even = number % 2 == 0;
            devices.add(
                    fleet.enrol(
                            new DeviceId(TENANT, "crash-" + UUID.randomUUID()),
                            even ? KeyType.P256 : KeyType.ED25519,
                            even ? 0 : 5));
        }
        this.traffic = ReplayTraffic.start(devices, thief);
    }

    /** Begins to send; the devices keep their files in a folder. */
    public static Campaign begin(Stack stack, Path folder) throws Exception {
        return new Campaign(stack, folder);
    }

    /**
     * What was seen.
     *
     * @param acknowledged events that were answered with 200, 201 or 202
     * @param replayed requests that were sent again and answered
     * @param copied records that were copied on the broker
     * @param accepted events the guard let through
     * @param stored events in the database
     * @param longestPause longest time in which no event was acknowledged
     */
    public record Outcome(
            long acknowledged,
            long replayed,
            long copied,
            int accepted,
            int stored,
            Duration longestPause) {}

    /** Stops sending and proves that nothing was lost, doubled, altered or made up. */
    public Outcome end() throws Exception {
        traffic.stop();
        List<Sighting> stored = new ArrayList<>();
        try (StolenDatabase database = new StolenDatabase(stack)) {
            devices.forEach(device -> stored.addAll(database.events(device.config().id())));
        }
        List<Sighting> accepted = thief.accepted().stream().filter(this::isOurs).toList();
        System.out.printf("%s: %d accepted, %d stored%n", traffic, accepted.size(), stored.size());
        Ledger ledger = traffic.ledger();
        assertThat(Discrepancies.between(ledger.entries(), stored)).isEmpty();
        assertThat(Discrepancies.between(ledger.entries(), read())).isEmpty();
        assertThat(Discrepancies.between(ledger.entries(), accepted)).isEmpty();
        // Traffic that stood still would prove nothing.
        assertThat(ledger.count(DeliveryState.ACKNOWLEDGED)).isGreaterThan(ENOUGH);
        assertThat(traffic.replayed()).isGreaterThan(ENOUGH);
        assertThat(traffic.copied()).isGreaterThan(ENOUGH);
        return new Outcome(
                ledger.count(DeliveryState.ACKNOWLEDGED),
                traffic.replayed(),
                traffic.copied(),
                accepted.size(),
                stored.size(),
                ledger.longestPause());
    }

    private List<Sighting> read() {
        List<Sighting> read = new ArrayList<>();
        try (VerifiedReads reader = new VerifiedReads(stack, TENANT)) {
            devices.forEach(device -> read.addAll(reader.events(device.config().id(), STREAM)));
        }
        return read;
    }

    /**
     * Waits until events are acknowledged again, so that what comes next strikes while they are.
     */
    public void awaitTraffic() throws InterruptedException {
        awaitMore(SOME);
    }

    /** Waits until so many more events are acknowledged. */
    public void awaitMore(int more) throws InterruptedException {
        long events = acknowledged() + more;
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (acknowledged() < events) {
            assertThat(System.nanoTime()).as("events are not acknowledged").isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    /** The devices that send. */
    public List<DeviceClient> devices() {
        return devices;
    }

    /** Events acknowledged so far. */
    public long acknowledged() {
        return traffic.ledger().count(DeliveryState.ACKNOWLEDGED);
    }

    private boolean isOurs(Sighting sighting) {
        return devices.stream()
                .map(device -> device.config().id().key() + "/")
                .anyMatch(sighting.address()::startsWith);
    }

    @Override
    public void close() {
        traffic.close();
        fleet.close();
    }
}

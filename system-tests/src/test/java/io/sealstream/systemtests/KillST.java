package io.sealstream.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.device.DeviceClient;
import io.sealstream.device.KeyType;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.ServiceName;
import io.sealstream.systemtests.Ledger.Fate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Processes are killed while devices send, and while everything they sent is replayed. */
@ExtendWith(StackExtension.class)
class KillST {
    private static final int DEVICES = 4;
    private static final int ENOUGH = 100;
    private static final Duration READY = Duration.ofSeconds(60);

    private final List<DeviceClient> devices = new ArrayList<>();
    private Stack stack;
    private KafkaThief thief;
    private Fleet fleet;

    @BeforeEach
    void enrol(Stack running, @TempDir Path folder) throws Exception {
        stack = running;
        thief = new KafkaThief(stack);
        fleet = new Fleet(stack, folder);
        for (int number = 0; number < DEVICES; number++) {
            boolean even = number % 2 == 0;
            devices.add(
                    fleet.enrol(
                            new DeviceId("acme", "crash-" + UUID.randomUUID()),
                            even ? KeyType.P256 : KeyType.ED25519,
                            even ? 0 : 5));
        }
    }

    @AfterEach
    void close() {
        fleet.close();
    }

    @Test
    void killingTheGuardWhileReplaysComeLetsNoneThroughAndLosesNothing() throws Exception {
        try (ReplayTraffic traffic = ReplayTraffic.start(devices, thief)) {
            // When
            killOnceReady(ServiceName.REPLAY_GUARD, 2_500);
            killOnceReady(ServiceName.REPLAY_GUARD, 2_500);
            killOnceReady(ServiceName.REPLAY_GUARD, 2_500);
            killSoon(ServiceName.REPLAY_GUARD, 4_000); // while it is starting
            traffic.stop();

            // Then
            everyEventIsThereOnce(traffic);
        }
    }

    @Test
    void killingAnyOtherProcessWhileReplaysComeLetsNoneThroughAndLosesNothing() throws Exception {
        try (ReplayTraffic traffic = ReplayTraffic.start(devices, thief)) {
            // When
            killOnceReady(ServiceName.STORAGE, 2_000);
            killOnceReady(ServiceName.DOCUMENT_STORE, 2_000);
            killOnceReady(ServiceName.INGEST, 2_000);
            killOnceReady(ServiceName.BROKER, 2_000);
            killOnceReady(ServiceName.VAULT_KEYS, 2_000);
            for (Door door : Door.values()) {
                stack.awaitReady(door.owner(), READY);
            }
            TimeUnit.SECONDS.sleep(2);
            traffic.stop();

            // Then
            everyEventIsThereOnce(traffic);
        }
    }

    private void everyEventIsThereOnce(ReplayTraffic traffic) {
        List<Sighting> stored = new ArrayList<>();
        try (StolenDatabase database = new StolenDatabase(stack)) {
            devices.forEach(device -> stored.addAll(database.events(device.config().id())));
        }
        List<Sighting> accepted = thief.accepted().stream().filter(this::isOurs).toList();
        System.out.printf("%s: %d accepted, %d stored%n", traffic, accepted.size(), stored.size());
        Ledger ledger = traffic.ledger();
        assertThat(Discrepancies.between(ledger.entries(), stored)).isEmpty();
        assertThat(Discrepancies.between(ledger.entries(), accepted)).isEmpty();
        assertThat(ledger.count(Fate.ACKNOWLEDGED)).isGreaterThan(ENOUGH);
        assertThat(traffic.replayed()).isGreaterThan(ENOUGH);
        assertThat(traffic.copied()).isGreaterThan(ENOUGH);
    }

    private boolean isOurs(Sighting sighting) {
        return devices.stream()
                .map(device -> device.config().id().key() + "/")
                .anyMatch(sighting.address()::startsWith);
    }

    /** Kills it at a random moment after it is ready for work. */
    private void killOnceReady(ServiceName service, int withinMillis) throws Exception {
        stack.awaitReady(service, READY);
        killSoon(service, withinMillis);
    }

    private void killSoon(ServiceName service, int withinMillis) throws Exception {
        TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextInt(withinMillis));
        while (stack.process(service).isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        ProcessHandle process = stack.process(service).orElseThrow();
        assertThat(process.destroyForcibly()).isTrue();
        process.onExit().get(10, TimeUnit.SECONDS);
    }
}

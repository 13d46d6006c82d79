package io.sealstream.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.device.DeviceClient;
import io.sealstream.device.DeviceException;
import io.sealstream.device.KeyType;
import io.sealstream.device.OutgoingEvent;
import io.sealstream.device.SendResult;
import io.sealstream.device.SignedEvent;
import io.sealstream.protocol.ContentDigest;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.Topic;
import io.sealstream.systemtests.Ledger.Fate;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The guard is killed while devices send, and while everything sent is replayed. */
@ExtendWith(StackExtension.class)
class GuardKillST {
    private static final int DEVICES = 4;
    private static final int SENDERS = 2;

    /** One fewer than the stack takes for a process that cannot be helped. */
    private static final int KILLS = 4;

    private static final int REMEMBERED = 500;
    private static final Duration READY = Duration.ofSeconds(30);
    private static final Duration PACE = Duration.ofMillis(40);

    private final Ledger ledger = new Ledger();
    private final LongAdder replayed = new LongAdder();
    private final LongAdder copied = new LongAdder();
    private final Hands hands = new Hands();
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
                            new DeviceId("acme", "crash-" + number),
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
        // Given
        devices.forEach(this::sendAndReplay);
        try (var received = thief.reader(ServiceName.REPLAY_GUARD, Topic.RECEIVED);
                var accepted = thief.reader(ServiceName.STORAGE, Topic.ACCEPTED);
                var asIngest = thief.writer(ServiceName.INGEST);
                var asGuard = thief.writer(ServiceName.REPLAY_GUARD)) {
            hands.keepDoing(() -> copySome(received, asIngest));
            hands.keepDoing(() -> copySome(accepted, asGuard));

            // When
            for (int kill = 0; kill < KILLS; kill++) {
                // The last comes while the guard is starting, the others while it works.
                boolean starting = kill == KILLS - 1;
                killGuard(starting ? Duration.ZERO : READY, starting ? 4_000 : 2_500);
            }
            TimeUnit.SECONDS.sleep(1);
            hands.stop();
        }
        devices.forEach(this::sendLast);

        // Then
        List<Sighting> stored = new ArrayList<>();
        try (StolenDatabase database = new StolenDatabase(stack)) {
            devices.forEach(device -> stored.addAll(database.events(device.config().id())));
        }
        List<Sighting> accepted = thief.accepted().stream().filter(this::isOurs).toList();
        System.out.printf(
                "%d events acknowledged (answers %s), %d requests replayed, %d records copied, the"
                        + " guard killed %d times: %d accepted, %d stored%n",
                ledger.count(Fate.ACKNOWLEDGED),
                ledger,
                replayed.sum(),
                copied.sum(),
                KILLS,
                accepted.size(),
                stored.size());
        assertThat(Discrepancies.between(ledger.entries(), stored)).isEmpty();
        assertThat(Discrepancies.between(ledger.entries(), accepted)).isEmpty();
        assertThat(ledger.count(Fate.ACKNOWLEDGED)).isGreaterThan(100);
        assertThat(replayed.sum()).isGreaterThan(100);
        assertThat(copied.sum()).isGreaterThan(100);
    }

    private void sendAndReplay(DeviceClient device) {
        List<SignedEvent> captured = new ArrayList<>();
        for (int sender = 0; sender < SENDERS; sender++) {
            hands.keepDoing(() -> {
                SignedEvent event = device.prepare(event());
                int status = transmit(device, event);
                ledger.note(sighting(device, event), status);
                if (Fate.of(status) == Fate.ACKNOWLEDGED) {
                    remember(captured, event);
                }
                Thread.sleep(PACE);
            });
        }
        hands.keepDoing(() -> {
            SignedEvent event = oneOf(captured);
            if (event != null) {
                transmit(device, event.with("Prefer", "wait=0"));
                replayed.increment();
            }
            Thread.sleep(PACE.dividedBy(2));
        });
    }

    private void copySome(
            KafkaConsumer<String, byte[]> source, KafkaProducer<String, byte[]> target)
            throws Exception {
        List<ConsumerRecord<String, byte[]>> seen = new ArrayList<>();
        source.poll(Duration.ofMillis(100)).forEach(seen::add);
        for (ConsumerRecord<String, byte[]> record : seen) {
            // Copies of copies would soon be all there is.
            if (!KafkaThief.isPlanted(record) && ThreadLocalRandom.current().nextBoolean()) {
                target.send(KafkaThief.copyOf(record)).get(30, TimeUnit.SECONDS);
                copied.increment();
            }
        }
    }

    /** Kills it at a random moment, once it is ready or has had so long to become ready. */
    private void killGuard(Duration patience, int momentMillis) throws Exception {
        long end = System.nanoTime() + patience.toNanos();
        while (!ready() && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextInt(momentMillis));
        while (stack.process(ServiceName.REPLAY_GUARD).isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        ProcessHandle guard = stack.process(ServiceName.REPLAY_GUARD).orElseThrow();
        assertThat(guard.destroyForcibly()).isTrue();
        guard.onExit().get(10, TimeUnit.SECONDS);
    }

    private boolean ready() throws InterruptedException {
        var tls = stack.stolen(ServiceName.INGEST).client(ServiceName.REPLAY_GUARD);
        try (Http guard = new Http(tls, stack.url(Door.REPLAY_GUARD_MANAGEMENT))) {
            return guard.get("/q/health/ready").statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** What a device sent before is judged and stored when its last event is. */
    private void sendLast(DeviceClient device) {
        OutgoingEvent last = event();
        SendResult result = device.send(last).join();
        assertThat(result).isInstanceOf(SendResult.Stored.class);
        ledger.note(
                new Sighting(device.config().id().key() + "/" + last.id(), digest(last.content())),
                201);
    }

    private static int transmit(DeviceClient device, SignedEvent event) {
        try {
            return device.transmit(event).status();
        } catch (DeviceException e) {
            return 0;
        }
    }

    private static OutgoingEvent event() {
        byte[] content = new byte[200];
        ThreadLocalRandom.current().nextBytes(content);
        return OutgoingEvent.of("crash", "application/octet-stream", content);
    }

    private static Sighting sighting(DeviceClient device, SignedEvent event) {
        return new Sighting(device.config().id().key() + "/" + event.id(), digest(event.body()));
    }

    private static String digest(byte[] content) {
        return ContentDigest.of(ContentDigest.Algorithm.SHA_256, content).toString();
    }

    private boolean isOurs(Sighting sighting) {
        return devices.stream()
                .anyMatch(
                        device -> sighting.address().startsWith(device.config().id().key() + "/"));
    }

    private static void remember(List<SignedEvent> captured, SignedEvent event) {
        synchronized (captured) {
            if (captured.size() == REMEMBERED) {
                captured.remove(ThreadLocalRandom.current().nextInt(REMEMBERED));
            }
            captured.add(event);
        }
    }

    private static SignedEvent oneOf(List<SignedEvent> captured) {
        synchronized (captured) {
            return captured.isEmpty()
                    ? null
                    : captured.get(ThreadLocalRandom.current().nextInt(captured.size()));
        }
    }
}

package io.sealstream.systemtests.traffic;

import io.sealstream.device.DeviceClient;
import io.sealstream.device.DeviceException;
import io.sealstream.device.OutgoingEvent;
import io.sealstream.device.SendResult;
import io.sealstream.device.SignedEvent;
import io.sealstream.protocol.ContentDigest;
import io.sealstream.protocol.EventId;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.Topic;
import io.sealstream.systemtests.record.Ledger;
import io.sealstream.systemtests.record.Ledger.DeliveryState;
import io.sealstream.systemtests.record.Sighting;
import io.sealstream.systemtests.theft.KafkaThief;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/**
 * Devices that send, one who replays every request of theirs that was acknowledged, and one who
 * copies records on the broker, all at once until stopped.
 */
public final class ReplayTraffic implements AutoCloseable {
    /** The stream the devices send to. */
    public static final String STREAM = "crash";

    private static final int SENDERS = 2;
    private static final int REMEMBERED = 500;
    private static final int CONTENT_BYTES = 200;
    private static final Duration PACE = Duration.ofMillis(40);

    private final Ledger ledger = new Ledger();
    private final LongAdder replayed = new LongAdder();
    private final LongAdder copied = new LongAdder();
    private final Hands hands = new Hands();
    private final List<Runnable> connections = new ArrayList<>();
    private final List<DeviceClient> devices;

    private ReplayTraffic(List<DeviceClient> devices) {
        this.devices = devices;
    }

    public static ReplayTraffic start(List<DeviceClient> devices, KafkaThief thief) {
        ReplayTraffic traffic = new ReplayTraffic(devices);
        devices.forEach(traffic::sendAndReplay);
        traffic.copy(
                thief.reader(ServiceName.REPLAY_GUARD, Topic.RECEIVED),
                thief.writer(ServiceName.INGEST));
        traffic.copy(
                thief.reader(ServiceName.STORAGE, Topic.ACCEPTED),
                thief.writer(ServiceName.REPLAY_GUARD));
        return traffic;
    }

    private void sendAndReplay(DeviceClient device) {
        List<SignedEvent> captured = new ArrayList<>();
        for (int sender = 0; sender < SENDERS; sender++) {
            hands.keepDoing(() -> send(device, captured));
        }
        hands.keepDoing(() -> replayOneOf(device, captured));
    }

    private void send(DeviceClient device, List<SignedEvent> captured) throws InterruptedException {
        Thread.sleep(PACE);
        try {
            SignedEvent event = device.prepare(event());
            int status = transmit(device, event);
            ledger.note(sighting(device, event.id(), event.body()), status);
            if (DeliveryState.of(status) == DeliveryState.ACKNOWLEDGED) {
                remember(captured, event);
            }
        } catch (DeviceException e) {
            // Nothing was sent: the endpoint gave no epoch.
        }
    }

    private void replayOneOf(DeviceClient device, List<SignedEvent> captured)
            throws InterruptedException {
        Thread.sleep(PACE.dividedBy(2));
        SignedEvent event;
        synchronized (captured) {
            if (captured.isEmpty()) {
                return;
            }
            event = captured.get(ThreadLocalRandom.current().nextInt(captured.size()));
        }
        if (transmit(device, event.with("Prefer", "wait=0")) != 0) {
            replayed.increment();
        }
    }

    private static void remember(List<SignedEvent> captured, SignedEvent event) {
        synchronized (captured) {
            if (captured.size() == REMEMBERED) {
                captured.remove(ThreadLocalRandom.current().nextInt(REMEMBERED));
            }
            captured.add(event);
        }
    }

    private void copy(KafkaConsumer<String, byte[]> source, KafkaProducer<String, byte[]> target) {
        connections.add(source::close);
        connections.add(target::close);
        source.seekToEnd(source.assignment());
        hands.keepDoing(() -> {
            for (ConsumerRecord<String, byte[]> record : source.poll(Duration.ofMillis(100))) {
                // Copies of copies would soon be all there is.
                if (!KafkaThief.isPlanted(record) && ThreadLocalRandom.current().nextBoolean()) {
                    plant(target, KafkaThief.copyOf(record));
                }
            }
        });
    }

    private void plant(KafkaProducer<String, byte[]> target, ProducerRecord<String, byte[]> copy)
            throws InterruptedException {
        try {
            target.send(copy).get();
            copied.increment();
        } catch (ExecutionException | KafkaException e) {
            // The broker was away for too long.
        }
    }

    /**
     * Stops and has each device send one more event. A device's events stay in order, so that what
     * it sent before is judged and stored when that one is.
     */
    public void stop() throws Exception {
        hands.stop();
        for (DeviceClient device : devices) {
            OutgoingEvent last = event();
            SendResult result = device.send(last).join();
            if (!(result instanceof SendResult.Stored)) {
                throw new AssertionError("a device's last event was not stored: " + result);
            }
            ledger.note(sighting(device, last.id(), last.content()), 201);
        }
    }

    public Ledger ledger() {
        return ledger;
    }

    public long replayed() {
        return replayed.sum();
    }

    public long copied() {
        return copied.sum();
    }

    @Override
    public String toString() {
        return "%d events acknowledged (answers %s), %d requests replayed, %d records copied"
                .formatted(
                        ledger.count(DeliveryState.ACKNOWLEDGED),
                        ledger,
                        replayed.sum(),
                        copied.sum());
    }

    private static int transmit(DeviceClient device, SignedEvent event) {
        try {
            return device.transmit(event).status();
        } catch (DeviceException e) {
            return 0;
        }
    }

    private static OutgoingEvent event() {
        byte[] content = new byte[CONTENT_BYTES];
        ThreadLocalRandom.current().nextBytes(content);
        return OutgoingEvent.of(STREAM, "application/octet-stream", content);
    }

    private static Sighting sighting(DeviceClient device, EventId id, byte[] content) {
        return new Sighting(
                device.config().id().key() + "/" + id,
                ContentDigest.of(ContentDigest.Algorithm.SHA_256, content).toString());
    }

    @Override
    public void close() {
        connections.forEach(Runnable::run);
    }
}

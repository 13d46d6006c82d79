package io.sealstream.devstack.demo;

import io.sealstream.device.Answer;
import io.sealstream.device.DeviceClient;
import io.sealstream.device.OutgoingEvent;
import io.sealstream.device.SignedEvent;
import io.sealstream.protocol.DeviceId;
import io.sealstream.reader.ReaderException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Measures how long one event takes until it is accepted and until a reader can have it. */
final class Probe {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(20);
    private static final Duration LOOK_EVERY = Duration.ofMillis(2);

    private final List<Long> accepted = new ArrayList<>();
    private final List<Long> readable = new ArrayList<>();

    /** Sends events one after the other. */
    void run(DeviceClient device, DeviceId id, Readers readers, List<Reading> readings) {
        for (Reading reading : readings) {
            SignedEvent event =
                    device.prepare(
                            OutgoingEvent.of("probes", "application/json", reading.content()));
            long start = System.nanoTime();
            Answer answer = device.transmit(event);
            if (answer.status() != 202) {
                throw new DemoException("a probe was answered " + answer.status());
            }
            accepted.add(System.nanoTime() - start);
            awaitReadable(readers, id, event, start);
        }
    }

    private void awaitReadable(Readers readers, DeviceId id, SignedEvent event, long start) {
        while (System.nanoTime() - start < PATIENCE) {
            try {
                readers.probe(id, event.id());
                readable.add(System.nanoTime() - start);
                return;
            } catch (ReaderException e) {
                pause();
            }
        }
        throw new DemoException("an accepted event could not be read within 20 s");
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_EVERY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoException("interrupted", e);
        }
    }

    Latencies accepted() {
        return new Latencies(accepted);
    }

    Latencies readable() {
        return new Latencies(readable);
    }
}

package io.sealstream.devstack.demo;

import io.sealstream.device.DeviceClient;
import io.sealstream.device.OutgoingEvent;
import io.sealstream.device.SendResult;
import io.sealstream.protocol.EventId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** Sends readings from several devices at once and waits until each is stored. */
final class Sending {
    private final Progress progress;
    private final List<Long> stored = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger notStored = new AtomicInteger();

    Sending(Progress progress) {
        this.progress = progress;
    }

    /** Deals the readings out to the devices; returns each device's events in order. */
    List<Map<EventId, Reading>> send(List<DeviceClient> devices, List<Reading> readings) {
        List<Map<EventId, Reading>> sent = new ArrayList<>();
        devices.forEach(device -> sent.add(new LinkedHashMap<>()));
        List<CompletableFuture<?>> waiting = new ArrayList<>();
        AtomicInteger done = new AtomicInteger();
        for (int i = 0; i < readings.size(); i++) {
            int device = i % devices.size();
            Reading reading = readings.get(i);
            OutgoingEvent event =
                    OutgoingEvent.of(DemoSettings.STREAM, "application/json", reading.content());
            sent.get(device).put(event.id(), reading);
            long start = System.nanoTime();
            waiting.add(
                    devices.get(device)
                            .send(event)
                            .thenAccept(result -> settle(result, start))
                            .whenComplete((ok, failure) ->
                                    progress.step(done.incrementAndGet(), readings.size())));
        }
        CompletableFuture.allOf(waiting.toArray(CompletableFuture[]::new)).join();
        progress.end();
        return sent;
    }

    private void settle(SendResult result, long start) {
        if (result instanceof SendResult.Stored) {
            stored.add(System.nanoTime() - start);
        } else {
            notStored.incrementAndGet();
        }
    }

    int notStored() {
        return notStored.get();
    }
}

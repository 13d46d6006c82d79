package io.sealstream.devstack.demo;

import io.sealstream.device.DeviceClient;
import io.sealstream.device.OutgoingEvent;
import io.sealstream.device.SendResult;
import io.sealstream.protocol.EventId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Sends readings from several devices at once and waits until each is stored. */
final class Sending {
    private final Progress progress;
    private final AtomicInteger notStored = new AtomicInteger();

    Sending(Progress progress) {
        this.progress = progress;
    }

    /** Deals the readings out to the devices; returns each device's events in order. */
    List<Map<EventId, Reading>> send(List<DeviceClient> devices, List<Reading> readings) {
        AtomicInteger done = new AtomicInteger();
        List<CompletableFuture<Map<EventId, Reading>>> running = new ArrayList<>();
        // Every event goes to the outbox's disk first: a thread a device, so that none waits for
        // another's disk.
        try (ExecutorService threads = Executors.newFixedThreadPool(devices.size())) {
            for (int first = 0; first < devices.size(); first++) {
                DeviceClient device = devices.get(first);
                List<Reading> share = shareOf(first, devices.size(), readings);
                Runnable step = () -> progress.step(done.incrementAndGet(), readings.size());
                running.add(
                        CompletableFuture.supplyAsync(() -> sendAll(device, share, step), threads));
            }
        }
        progress.end();
        return running.stream().map(CompletableFuture::join).toList();
    }

    private static List<Reading> shareOf(int first, int devices, List<Reading> readings) {
        List<Reading> share = new ArrayList<>();
        for (int i = first; i < readings.size(); i += devices) {
            share.add(readings.get(i));
        }
        return share;
    }

    private Map<EventId, Reading> sendAll(DeviceClient device, List<Reading> share, Runnable step) {
        Map<EventId, Reading> sent = new LinkedHashMap<>();
        List<CompletableFuture<?>> waiting = new ArrayList<>();
        for (Reading reading : share) {
            OutgoingEvent event =
                    OutgoingEvent.of(DemoSettings.STREAM, "application/json", reading.content());
            sent.put(event.id(), reading);
            waiting.add(
                    device.send(event)
                            .thenAccept(this::settle)
                            .whenComplete((ok, failure) -> step.run()));
        }
        CompletableFuture.allOf(waiting.toArray(CompletableFuture[]::new)).join();
        return sent;
    }

    private void settle(SendResult result) {
        if (!(result instanceof SendResult.Stored)) {
            notStored.incrementAndGet();
        }
    }

    int notStored() {
        return notStored.get();
    }
}

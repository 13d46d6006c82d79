package io.sealstream.storage.kafka;

import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * The channels that storage consumes; {@code application.properties} says from which topics. A
 * batch is acknowledged, and its offsets are committed, when its method has returned, which is when
 * it is durable.
 */
@ApplicationScoped
public class StorageConsumers {
    private final EventRecords events;
    private final DataKeyRecords dataKeys;
    private final DeviceRecords devices;

    public StorageConsumers(EventRecords events, DataKeyRecords dataKeys, DeviceRecords devices) {
        this.events = events;
        this.dataKeys = dataKeys;
        this.devices = devices;
    }

    /** Submissions that the guard accepted, or has seen before. */
    @Incoming("events")
    @Blocking
    public void events(ConsumerRecords<String, byte[]> batch) {
        events.consume(batch);
    }

    /** Announcements of data keys. */
    @Incoming("data-keys")
    @Blocking
    public void dataKeys(ConsumerRecords<String, byte[]> batch) {
        dataKeys.consume(batch);
    }

    /** States of devices, for the certificates in them. */
    @Incoming("devices")
    @Blocking
    public void devices(ConsumerRecords<String, byte[]> batch) {
        devices.consume(batch);
    }
}

package io.sealstream.ingest.kafka;

import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * The channels that ingest consumes. Every ingest process consumes all of both topics, in a group
 * of its own, because any of them may hold the connection of a waiting device.
 */
@ApplicationScoped
public class OutcomeConsumers {
    private final OutcomeRecords outcomes;

    public OutcomeConsumers(OutcomeRecords outcomes) {
        this.outcomes = outcomes;
    }

    /** Consumes the guard's rejections. */
    @Incoming("rejected")
    @Blocking
    public void rejected(ConsumerRecords<String, byte[]> batch) {
        outcomes.rejected(batch);
    }

    /** Consumes notices of stored events. */
    @Incoming("stored")
    @Blocking
    public void stored(ConsumerRecords<String, byte[]> batch) {
        outcomes.stored(batch);
    }
}

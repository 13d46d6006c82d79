package io.sealstream.servicekit.kafka;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Producers of records that must not be lost. */
public final class DurableProducer {
    private DurableProducer() {}

    /**
     * Opens one whose records count only once every in-sync replica has them, each once.
     *
     * @param settings how to reach the broker, and the producer's own; those of durability are not
     *     its to choose
     */
    public static Producer<String, byte[]> open(Map<String, Object> settings) {
        Map<String, Object> durable = new HashMap<>(settings);
        durable.put(ProducerConfig.ACKS_CONFIG, "all");
        durable.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        return new KafkaProducer<>(durable, new StringSerializer(), new ByteArraySerializer());
    }
}

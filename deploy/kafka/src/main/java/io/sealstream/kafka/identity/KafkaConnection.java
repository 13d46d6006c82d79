package io.sealstream.kafka.identity;

import io.sealstream.protocol.identity.Anchors;
import io.sealstream.servicekit.kafka.IdentitySslEngineFactory;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Settings with which a client reaches a broker, over mutual TLS 1.3. */
public final class KafkaConnection {
    private KafkaConnection() {}

    /**
     * Settings of any Kafka client.
     *
     * @param servers {@code host:port}
     * @param identity identity folder of the client
     * @param anchors what ends the broker's chain: services, or the root for operators
     */
    public static Map<String, Object> settings(String servers, Path identity, Anchors anchors) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", servers);
        settings.put("security.protocol", "SSL");
        settings.put("ssl.engine.factory.class", IdentitySslEngineFactory.class.getName());
        settings.put(IdentitySslEngineFactory.FOLDER, identity.toString());
        settings.put(IdentitySslEngineFactory.ANCHORS, anchors.name());
        settings.put("reconnect.backoff.max.ms", 1000);
        return settings;
    }
}

package io.sealstream.servicekit.kafka;

import io.sealstream.servicekit.IdentityConfig;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithName;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.SslConfigs;

/** The settings with which every Kafka client of a service reaches the broker. */
@Singleton
public class KafkaConnection {

    /** Where the broker is. */
    @ConfigMapping(prefix = "sealstream.kafka")
    public interface Config {
        /** Comma-separated {@code host:port}. */
        @WithName("bootstrap-servers")
        String bootstrapServers();
    }

    private final Map<String, Object> settings;

    public KafkaConnection(Config kafka, IdentityConfig identity) {
        this.settings =
                Map.of(
                        CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers(),
                        CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, "SSL",
                        SslConfigs.SSL_ENGINE_FACTORY_CLASS_CONFIG,
                                IdentitySslEngineFactory.class.getName(),
                        IdentitySslEngineFactory.FOLDER, identity.identityFolder().toString(),
                        CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1000);
    }

    /** A copy to which a client adds its own settings. */
    public Map<String, Object> settings() {
        return new HashMap<>(settings);
    }
}

package io.sealstream.servicekit.kafka;

import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.identity.Anchors;
import io.sealstream.protocol.identity.TlsIdentity;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.apache.kafka.common.security.auth.SslEngineFactory;
import org.jspecify.annotations.Nullable;

/**
 * Gives Kafka clients and brokers TLS engines from an identity folder, so that a renewed
 * certificate serves the next connection without a restart. Kafka's own factory would read the
 * files once. A client talks to the broker and to nobody else.
 */
public class IdentitySslEngineFactory implements SslEngineFactory {
    /** Name of the Kafka setting that holds the identity folder. */
    public static final String FOLDER = "sealstream.identity.folder";

    /** Name of the setting with the anchors of the peer; {@link Anchors#SERVICES} by default. */
    public static final String ANCHORS = "sealstream.identity.anchors";

    private @Nullable SSLContext client;
    private @Nullable SSLContext server;

    @Override
    public void configure(Map<String, ?> settings) {
        Object folder = settings.get(FOLDER);
        if (folder == null) {
            throw new IllegalArgumentException(FOLDER + " is not set");
        }
        Object anchors = settings.get(ANCHORS);
        TlsIdentity identity = TlsIdentity.open(Path.of(folder.toString()));
        client =
                identity.client(
                        ServiceName.BROKER,
                        anchors == null ? Anchors.SERVICES : Anchors.valueOf(anchors.toString()));
        server = identity.server(Anchors.BOTH);
    }

    @Override
    public SSLEngine createClientSslEngine(String host, int port, String endpointIdentification) {
        // Without a host Kafka checks, in memory, that the broker would accept itself.
        String name = host.isEmpty() ? "localhost" : host;
        SSLEngine engine = Objects.requireNonNull(client).createSSLEngine(name, port);
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setProtocols(new String[] {"TLSv1.3"});
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        engine.setSSLParameters(parameters);
        return engine;
    }

    @Override
    public SSLEngine createServerSslEngine(String host, int port) {
        SSLEngine engine = Objects.requireNonNull(server).createSSLEngine(host, port);
        engine.setUseClientMode(false);
        engine.setNeedClientAuth(true);
        engine.setEnabledProtocols(new String[] {"TLSv1.3"});
        return engine;
    }

    @Override
    public boolean shouldBeRebuilt(Map<String, Object> nextSettings) {
        return false;
    }

    @Override
    public Set<String> reconfigurableConfigs() {
        return Set.of();
    }

    @Override
    public @Nullable KeyStore keystore() {
        return null;
    }

    @Override
    public @Nullable KeyStore truststore() {
        return null;
    }

    @Override
    public void close() {}
}

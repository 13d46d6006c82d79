package io.sealstream.servicekit.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.sealstream.devstack.identity.TemporaryAuthority;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.SpiffeId;
import io.sealstream.protocol.identity.Anchors;
import io.sealstream.protocol.identity.TlsIdentity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HealthProbeTest {
    private static final Duration LIFETIME = Duration.ofMinutes(10);

    @TempDir Path folder;
    private final TemporaryAuthority authority = TemporaryAuthority.create(LIFETIME);
    private HttpsServer service;

    @BeforeEach
    void startService() throws IOException {
        identity(authority, ServiceName.INGEST);
        service = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.setHttpsConfigurator(new ClientsWithCertificates(folder.resolve("ingest")));
        service.createContext("/ready", exchange -> exchange.sendResponseHeaders(200, -1));
        service.createContext("/starting", exchange -> exchange.sendResponseHeaders(503, -1));
        service.start();
    }

    @AfterEach
    void stopService() {
        service.stop(0);
    }

    @Test
    void serviceThatIsReadyIsHealthy() {
        // When
        String answer = ask("ingest", "/ready");
        // Then
        assertThat(HealthProbe.healthy(answer)).as(answer).isTrue();
    }

    @Test
    void serviceThatIsNotReadyIsNotHealthy() {
        // When
        String answer = ask("ingest", "/starting");
        // Then
        assertThat(answer).startsWith("HTTP/1.1 503");
        assertThat(HealthProbe.healthy(answer)).isFalse();
    }

    @Test
    void otherServiceOnThePortIsNotHealthy() {
        // Given
        identity(authority, ServiceName.STORAGE);
        // When
        String answer = ask("storage", "/ready");
        // Then
        assertThat(HealthProbe.healthy(answer)).as(answer).isFalse();
    }

    @Test
    void strangerIsTurnedAway() {
        // Given
        identity(TemporaryAuthority.create(LIFETIME), ServiceName.REPLAY_GUARD);
        // When
        String answer = ask("replay-guard", "/ready");
        // Then
        assertThat(HealthProbe.healthy(answer)).as(answer).isFalse();
    }

    private String ask(String identity, String path) {
        return HealthProbe.ask(folder.resolve(identity), service.getAddress().getPort(), path);
    }

    private void identity(TemporaryAuthority by, ServiceName of) {
        try {
            by.issue(new SpiffeId("sealstream.local", of), LIFETIME)
                    .writeTo(folder.resolve(of.label()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static final class ClientsWithCertificates extends HttpsConfigurator {
        ClientsWithCertificates(Path identity) {
            super(TlsIdentity.open(identity).server(Anchors.SERVICES));
        }

        @Override
        public void configure(HttpsParameters parameters) {
            SSLParameters tls = getSSLContext().getDefaultSSLParameters();
            tls.setNeedClientAuth(true);
            parameters.setSSLParameters(tls);
        }
    }
}

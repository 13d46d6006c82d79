package io.sealstream.devstack.launcher.readiness;

import io.sealstream.devstack.launcher.layout.Component;
import io.sealstream.devstack.launcher.layout.Layout;
import io.sealstream.devstack.launcher.layout.Port;
import io.sealstream.devstack.launcher.layout.Ports;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.identity.TlsIdentity;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** Whether a process is ready, asked with the identity of bootstrap. */
public final class Readiness {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Layout layout;
    private final Ports ports;

    public Readiness(Layout layout, Ports ports) {
        this.layout = layout;
        this.ports = ports;
    }

    /** Whether it is; false also when it cannot be asked. */
    public boolean ready(Component component) {
        if (!Files.exists(layout.identity(ServiceName.BOOTSTRAP.label()).resolve("cert.pem"))) {
            return false;
        }
        try {
            SSLContext tls =
                    TlsIdentity.open(layout.identity(ServiceName.BOOTSTRAP.label()))
                            .client(component.service());
            Port management = component.management();
            if (management != null) {
                return healthy(tls, ports.number(management), "/q/health/ready");
            }
            int port = ports.number(component.ports().getFirst());
            return component == Component.VAULT
                    ? healthy(tls, port, "/v1/sys/health")
                    : shakesHands(tls, port);
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private static boolean healthy(SSLContext tls, int port, String path) {
        try (HttpClient client =
                HttpClient.newBuilder()
                        .sslContext(tls)
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(PATIENCE)
                        .build()) {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create("https://localhost:" + port + path))
                            .timeout(PATIENCE)
                            .build();
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean shakesHands(SSLContext tls, int port) {
        try (SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket()) {
            int millis = (int) PATIENCE.toMillis();
            socket.connect(new InetSocketAddress("localhost", port), millis);
            socket.setSoTimeout(millis);
            socket.startHandshake();
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}

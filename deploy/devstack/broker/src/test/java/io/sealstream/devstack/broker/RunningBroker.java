package io.sealstream.devstack.broker;

import io.sealstream.devstack.identity.IssuedIdentity;
import io.sealstream.devstack.identity.TemporaryAuthority;
import io.sealstream.devstack.identity.TlsProbe;
import io.sealstream.kafka.identity.KafkaConnection;
import io.sealstream.protocol.Principal;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.SpiffeId;
import io.sealstream.protocol.identity.Anchors;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** The broker as a process of its own, in a folder, with identities of a temporary authority. */
final class RunningBroker implements AutoCloseable {
    static final String DOMAIN = "sealstream.local";

    private final TemporaryAuthority authority = TemporaryAuthority.create(Duration.ofHours(1));
    private final Path folder;
    private final int port = freePort();
    private final int controllerPort = freePort();
    private Process process;

    RunningBroker(Path folder) throws IOException {
        this.folder = folder;
        identity(ServiceName.BROKER);
        this.process = launch();
    }

    private Process launch() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx400m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BrokerProcess.class.getName(),
                        "--state",
                        folder.resolve("kafka").toString(),
                        "--identity",
                        folder.resolve("broker").toString(),
                        "--port",
                        String.valueOf(port),
                        "--controller-port",
                        String.valueOf(controllerPort))
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("broker.log").toFile()))
                .start();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    void start() throws IOException {
        process = launch();
    }

    int port() {
        return port;
    }

    int controllerPort() {
        return controllerPort;
    }

    TemporaryAuthority authority() {
        return authority;
    }

    Path folder() {
        return folder;
    }

    /** The folder of an identity, issued now. */
    Path identity(Principal who) throws IOException {
        String name = who.path().substring(who.path().lastIndexOf('/') + 1);
        return write(authority.issue(new SpiffeId(DOMAIN, who), Duration.ofHours(1)), name);
    }

    Path write(IssuedIdentity identity, String name) throws IOException {
        Path target = folder.resolve(name);
        identity.writeTo(target);
        return target;
    }

    Map<String, Object> clientOf(Principal who) throws IOException {
        return client(identity(who));
    }

    Map<String, Object> client(Path identity) {
        return KafkaConnection.settings("localhost:" + port, identity, Anchors.SERVICES);
    }

    /** The leaf certificate the broker shows right now. */
    Certificate presentedCertificate() throws IOException, GeneralSecurityException {
        SSLContext tls =
                TlsProbe.context(
                        authority.issue(
                                new SpiffeId(DOMAIN, ServiceName.INGEST), Duration.ofHours(1)),
                        List.of(authority.certificate()),
                        new SpiffeId(DOMAIN, ServiceName.BROKER));
        try (SSLSocket socket =
                (SSLSocket) tls.getSocketFactory().createSocket("localhost", port)) {
            socket.startHandshake();
            return socket.getSession().getPeerCertificates()[0];
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.onExit().get(20, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

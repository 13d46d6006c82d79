package io.sealstream.devstack.documents;

import com.mongodb.MongoClientSettings;
import com.mongodb.ServerAddress;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.sealstream.devstack.identity.IssuedIdentity;
import io.sealstream.devstack.identity.TemporaryAuthority;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.SpiffeId;
import io.sealstream.protocol.identity.TlsIdentity;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The store as a process of its own. */
final class RunningStore implements ServerUnderTest, AutoCloseable {
    private static final Duration LIFE = Duration.ofHours(1);

    private final TemporaryAuthority authority = TemporaryAuthority.create(LIFE);
    private final Path folder;
    private final int port;
    private Process process;

    RunningStore(Path folder) throws IOException {
        this.folder = folder;
        try (ServerSocket socket = new ServerSocket(0)) {
            this.port = socket.getLocalPort();
        }
        authority.issue(id(ServiceName.DOCUMENT_STORE), LIFE).writeTo(folder.resolve("server"));
        this.process = launch();
    }

    private static SpiffeId id(ServiceName service) {
        return new SpiffeId("sealstream.local", service);
    }

    private Process launch() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DocumentStore.class.getName(),
                        "--state",
                        folder.resolve("documents").toString(),
                        "--identity",
                        folder.resolve("server").toString(),
                        "--port",
                        String.valueOf(port))
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("store.log").toFile()))
                .start();
    }

    @Override
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void start() throws IOException {
        process = launch();
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public MongoClient clientOf(ServiceName service) throws IOException {
        return clientOf(authority, service);
    }

    @Override
    public MongoClient clientOf(TemporaryAuthority issuer, ServiceName service) throws IOException {
        IssuedIdentity issued = issuer.issue(id(service), LIFE);
        Path target = folder.resolve(service.label() + System.identityHashCode(issuer));
        new IssuedIdentity(
                        issued.key(),
                        issued.chain(),
                        new IssuedIdentity.AnchorSet(
                                authority.certificate(),
                                authority.certificate(),
                                authority.certificate()))
                .writeTo(target);
        return MongoClients.create(
                MongoClientSettings.builder()
                        .applyToClusterSettings(cluster ->
                                cluster.hosts(List.of(new ServerAddress("localhost", port)))
                                        .serverSelectionTimeout(8, TimeUnit.SECONDS))
                        .applyToSslSettings(ssl ->
                                ssl.enabled(true)
                                        .context(
                                                TlsIdentity.open(target)
                                                        .client(ServiceName.DOCUMENT_STORE)))
                        .build());
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.onExit().get(10, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
    private final List<String> jvmOptions;
    private final List<String> arguments;
    private Process process;

    RunningStore(Path folder) throws IOException {
        this(folder, List.of());
    }

    RunningStore(Path folder, List<String> jvmOptions, String... arguments) throws IOException {
        this.folder = folder;
        this.jvmOptions = jvmOptions;
        this.arguments = List.of(arguments);
        try (ServerSocket socket = new ServerSocket(0)) {
            this.port = socket.getLocalPort();
        }
        authority.issue(id(ServiceName.DOCUMENT_STORE), LIFE).writeTo(folder.resolve("server"));
        this.process = launch();
    }

    /** Where a store keeps its documents that works in a folder. */
    static Path state(Path folder) {
        return folder.resolve("documents");
    }

    private static SpiffeId id(ServiceName service) {
        return new SpiffeId("sealstream.local", service);
    }

    private Process launch() throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // As the launcher starts it.
        command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(DocumentStore.class.getName());
        command.addAll(List.of("--state", state(folder).toString()));
        command.addAll(List.of("--identity", folder.resolve("server").toString()));
        command.addAll(List.of("--port", String.valueOf(port)));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        // RocksDB's library is unpacked at each start; one that is killed leaves it behind.
        Path library = Files.createDirectories(folder.resolve("library"));
        builder.environment().put("ROCKSDB_SHAREDLIB_DIR", library.toString());
        return builder.redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("store.log").toFile()))
                .start();
    }

    /** CPU time the process has used. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    /** Whether it has not ended by itself. */
    boolean isRunning() {
        return process.isAlive();
    }

    /** Waits for its end. */
    int exitStatus() throws InterruptedException {
        return process.waitFor();
    }

    /** All it has printed. */
    String log() throws IOException {
        return Files.readString(folder.resolve("store.log"));
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

    /** Stops it as the launcher does. */
    void stop() {
        process.destroy();
        try {
            process.onExit().get(10, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stop();
    }
}

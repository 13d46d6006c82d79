package io.sealstream.systemtests.stack;

import io.sealstream.devstack.identity.PrivateFiles;
import io.sealstream.operator.OperatorClient;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.SpiffeId;
import io.sealstream.protocol.identity.Pem;
import io.sealstream.protocol.identity.TlsIdentity;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;

/**
 * A whole local stack with a state folder and ports of its own, started by its launcher. The folder
 * stays after the tests, logs included, until the next run.
 */
public final class Stack implements AutoCloseable {
    public static final String DOMAIN = "sealstream.local";

    private static final int FIRST_PORT = 20_000;
    private static final int LAST_PORT = 30_000;

    private final Path home = Path.of(System.getProperty("sealstream.home"));
    private final Path state;
    private final Map<Listener, Integer> ports = freePorts();
    private final AtomicBoolean down = new AtomicBoolean();

    private Stack(String name) {
        this.state = Path.of("target", name).toAbsolutePath();
    }

    /** Starts one and waits until it is ready. */
    public static Stack start() throws IOException, InterruptedException {
        Stack stack = stopped("stack");
        stack.up();
        return stack;
    }

    /** One that does not run and keeps nothing yet, in a folder of that name. */
    public static Stack stopped(String name) throws IOException, InterruptedException {
        Stack stack = new Stack(name);
        stack.launcher("down");
        PrivateFiles.deleteFolder(stack.state);
        // Also when the tests are interrupted: nothing may be left running.
        Runtime.getRuntime().addShutdownHook(new Thread(stack::close));
        return stack;
    }

    /** Starts what does not run and waits until all is ready. */
    public void up() throws IOException, InterruptedException {
        if (launcher("up") != 0) {
            throw new IllegalStateException(
                    "the stack did not start; see " + output("up") + " and " + logs());
        }
    }

    private Path logs() {
        return state.resolve("logs");
    }

    /** Runs a command of the launcher; what it says is in {@link #output}. */
    public int launcher(String... command) throws IOException, InterruptedException {
        Path jar = home.resolve("deploy/devstack/launcher/target/devstack-launcher.jar");
        if (!Files.exists(jar)) {
            throw new IllegalStateException("build first: ./mvnw package -DskipTests");
        }
        List<String> line =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx128m",
                                "-Dsealstream.home=" + home,
                                "-cp",
                                jar.toString(),
                                "io.sealstream.devstack.launcher.Launcher"));
        line.addAll(List.of(command));
        ProcessBuilder process =
                new ProcessBuilder(line)
                        .redirectErrorStream(true)
                        .redirectOutput(output(command[0]).toFile());
        process.environment().put("SEALSTREAM_STATE", state.toString());
        ports.forEach((listener, port) ->
                process.environment().put(listener.variable(), String.valueOf(port)));
        return process.start().waitFor();
    }

    public Path output(String command) {
        return state.resolveSibling(state.getFileName() + "-" + command + ".log");
    }

    /** Below the range from which systems take the ports of outgoing connections. */
    private static Map<Listener, Integer> freePorts() {
        Map<Listener, Integer> ports = new EnumMap<>(Listener.class);
        int port = ThreadLocalRandom.current().nextInt(FIRST_PORT, LAST_PORT);
        for (Listener listener : Listener.values()) {
            port++;
            while (!isFree(port)) {
                port++;
            }
            ports.put(listener, port);
        }
        return ports;
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    public Path home() {
        return home;
    }

    public Path state() {
        return state;
    }

    public int port(Listener listener) {
        return ports.get(listener);
    }

    public URI url(Listener listener) {
        return URI.create("https://localhost:" + port(listener));
    }

    /** Identity folder of a process. */
    public Path folderOf(ServiceName service) {
        return state.resolve("identities").resolve(service.label());
    }

    /** A process's identity, as a thief has it. */
    public TlsIdentity stolen(ServiceName service) {
        return TlsIdentity.open(folderOf(service));
    }

    public Path operator() {
        return state.resolve("clients").resolve("operator-local");
    }

    /** A client that registers and revokes devices. */
    public OperatorClient operatorClient() {
        return OperatorClient.open(operator(), url(Listener.VAULT_KEYS));
    }

    /** Identity folder of the reader {@code dashboard} of {@code acme} or {@code globex}. */
    public Path reader(String tenant) {
        return state.resolve("clients").resolve("reader-" + tenant + "-dashboard");
    }

    public Path root() {
        return operator().resolve("root.pem");
    }

    public List<X509Certificate> anchors() throws IOException, CertificateException {
        return Pem.readCertificates(root());
    }

    public static SpiffeId id(ServiceName service) {
        return new SpiffeId(DOMAIN, service);
    }

    /** The process, if it runs. */
    public Optional<ProcessHandle> process(ServiceName service) throws IOException {
        return process(service.label());
    }

    /** The process, as soon as it runs. */
    public ProcessHandle awaitProcess(ServiceName service)
            throws IOException, InterruptedException {
        while (process(service).isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return process(service).orElseThrow();
    }

    /** The process that starts the others again. */
    public ProcessHandle supervisor() throws IOException {
        return process("stack").orElseThrow();
    }

    private Optional<ProcessHandle> process(String name) throws IOException {
        Path file = state.resolve("run").resolve(name + ".pid");
        List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
        return lines.isEmpty()
                ? Optional.empty()
                : ProcessHandle.of(Long.parseLong(lines.getFirst())).filter(ProcessHandle::isAlive);
    }

    /** Waits until a process says that it is ready, or answers, where it has no way to say it. */
    public void awaitReady(ServiceName service, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (!isReady(service)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(service.label() + " is not ready; see " + logs());
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private boolean isReady(ServiceName service) throws InterruptedException {
        SSLContext tls = stolen(visitorOf(service)).client(service);
        Listener listener = lastListenerOf(service);
        if (!listener.management()) {
            return listens(listener)
                    && Probe.isAnswered(port(listener), listener.wire(), tls, "TLSv1.3");
        }
        try (Http management = new Http(tls, url(listener))) {
            return management.get("/q/health/ready").statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private boolean listens(Listener listener) {
        return !isFree(port(listener));
    }

    private static ServiceName visitorOf(ServiceName service) {
        return service == ServiceName.BROKER ? ServiceName.BROKER : ServiceName.STORAGE;
    }

    private static Listener lastListenerOf(ServiceName service) {
        return Arrays.stream(Listener.values())
                .filter(listener -> listener.owner() == service)
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    @Override
    public void close() {
        if (down.compareAndSet(false, true)) {
            try {
                launcher("down");
            } catch (IOException e) {
                throw new IllegalStateException("the stack could not be stopped", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}

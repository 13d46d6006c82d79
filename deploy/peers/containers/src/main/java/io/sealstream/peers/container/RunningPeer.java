package io.sealstream.peers.container;

import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import io.sealstream.peers.PeerServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Objects;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.BindMode;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * A real server in a container. It listens on loopback; whether it is ready is for users to ask.
 */
public final class RunningPeer implements AutoCloseable {
    private final GenericContainer<?> container;
    private final int port;

    private RunningPeer(GenericContainer<?> container, int port) {
        this.container = container;
        this.port = port;
    }

    /** Starts it on a free port, which it keeps when it is killed and started again. */
    public static RunningPeer start(PeerServer server) {
        int port = freePort();
        GenericContainer<?> container =
                new GenericContainer<>(DockerImageName.parse(server.image().reference()))
                        .withCreateContainerCmdModifier(create -> {
                            create.withUser(server.user());
                            if (server.program() != null) {
                                create.withEntrypoint(server.program());
                            }
                            ExposedPort inside = ExposedPort.tcp(server.port());
                            HostConfig host = Objects.requireNonNull(create.getHostConfig());
                            host.withPortBindings(
                                    new PortBinding(
                                            Ports.Binding.bindIpAndPort("127.0.0.1", port),
                                            inside));
                            create.withExposedPorts(inside);
                        });
        if (!server.arguments().isEmpty()) {
            container.setCommand(server.arguments().toArray(String[]::new));
        }
        server.folders()
                .forEach((folder, inside) ->
                        container.withFileSystemBind(
                                folder.toAbsolutePath().toString(),
                                inside,
                                server.mayWrite(folder)
                                        ? BindMode.READ_WRITE
                                        : BindMode.READ_ONLY));
        container.start();
        return new RunningPeer(container, port);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it listens, on loopback. */
    public int port() {
        return port;
    }

    /** Kills it as a power cut would. */
    public void kill() {
        DockerClientFactory.lazyClient().killContainerCmd(container.getContainerId()).exec();
    }

    /** Starts it again on what it kept. */
    public void startAgain() {
        DockerClientFactory.lazyClient().startContainerCmd(container.getContainerId()).exec();
    }

    /** What it wrote. */
    public String log() {
        return container.getLogs();
    }

    @Override
    public void close() {
        container.stop();
    }
}

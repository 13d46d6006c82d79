package io.sealstream.devstack.launcher.stack;

import io.sealstream.devstack.identity.PrivateFiles;
import io.sealstream.devstack.launcher.layout.Component;
import io.sealstream.devstack.launcher.layout.Layout;
import io.sealstream.devstack.launcher.layout.Ports;
import io.sealstream.devstack.launcher.layout.Servers;
import io.sealstream.devstack.launcher.layout.StackException;
import io.sealstream.peers.PeerServer;
import io.sealstream.protocol.ServiceName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Runs the real servers by Docker's command line. The process that is watched is the client, which
 * lives as long as its container and passes signals on; a container that a killed client left
 * behind goes before the next one comes. They listen on loopback alone.
 */
public final class Containers {
    /** Debian's client fits Debian's engine; another one on the PATH may be too new for it. */
    private static final Path DEBIANS = Path.of("/usr/bin/docker");

    private static final List<ServiceName> USERS =
            List.of(ServiceName.STORAGE, ServiceName.VAULT_KEYS);

    private final Layout layout;

    public Containers(Layout layout) {
        this.layout = layout;
    }

    /** Fails when a real server cannot be run, and says how to mend it. */
    public void check() throws IOException, InterruptedException {
        if (docker("version") != 0) {
            throw new StackException(
                    "The real servers need a Docker engine, and none answers. On Debian, as root,"
                            + " deploy/peers/prepare installs and starts one.");
        }
        for (Component component : Component.values()) {
            if (Servers.REAL.contains(component)) {
                String image = Servers.image(component).reference();
                if (docker("image", "inspect", image) != 0) {
                    throw new StackException(
                            "There is no image " + image + "; deploy/peers/prepare makes it.");
                }
            }
        }
    }

    /** The command of a server's container. */
    ProcessBuilder of(Component component, Path identity, Ports ports) {
        PeerServer server = server(component, identity);
        List<String> command =
                new ArrayList<>(
                        List.of(
                                client(),
                                "run",
                                "--rm",
                                "--name",
                                name(component),
                                "--user",
                                server.user(),
                                "--publish",
                                "127.0.0.1:"
                                        + ports.number(component.ports().getFirst())
                                        + ":"
                                        + server.port()));
        server.folders()
                .forEach((folder, inside) -> {
                    command.add("--volume");
                    command.add(folder + ":" + inside + (server.mayWrite(folder) ? "" : ":ro"));
                });
        if (server.program() != null) {
            command.addAll(List.of("--entrypoint", server.program()));
        }
        command.add(server.image().reference());
        command.addAll(server.arguments());
        return new ProcessBuilder(command);
    }

    private PeerServer server(Component component, Path identity) {
        Path state = layout.data(component);
        try {
            PrivateFiles.createFolder(state);
            if (component == Component.VAULT) {
                return PeerServer.vault(identity, state);
            }
            PrivateFiles.createFolder(layout.documentUsers());
            for (ServiceName user : USERS) {
                Path password = layout.documentUsers().resolve(user.label());
                if (!Files.exists(password)) {
                    PrivateFiles.write(password, UUID.randomUUID() + "\n");
                }
            }
            return PeerServer.documents(identity, layout.documentUsers(), state);
        } catch (IOException e) {
            throw new StackException("cannot prepare " + state, e);
        }
    }

    /** Ends a container that was left behind; nothing happens when there is none. */
    void remove(Component component) throws IOException {
        try {
            docker("rm", "--force", name(component));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted", e);
        }
    }

    /** Two stacks on one machine have containers of different names. */
    private String name(Component component) {
        UUID stack =
                UUID.nameUUIDFromBytes(layout.state().toString().getBytes(StandardCharsets.UTF_8));
        return "sealstream-" + stack.toString().substring(0, 8) + "-" + component.label();
    }

    private static String client() {
        return Files.isExecutable(DEBIANS) ? DEBIANS.toString() : "docker";
    }

    private static int docker(String... arguments) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of(client()));
        command.addAll(List.of(arguments));
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return process.waitFor();
        } catch (IOException e) {
            return -1; // there is no such program
        }
    }
}

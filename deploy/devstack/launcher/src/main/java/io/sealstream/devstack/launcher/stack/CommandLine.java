package io.sealstream.devstack.launcher.stack;

import io.sealstream.devstack.launcher.layout.Component;
import io.sealstream.devstack.launcher.layout.Layout;
import io.sealstream.devstack.launcher.layout.Port;
import io.sealstream.devstack.launcher.layout.Ports;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** How each process is started. */
final class CommandLine {
    private final Layout layout;
    private final Ports ports;

    CommandLine(Layout layout, Ports ports) {
        this.layout = layout;
        this.ports = ports;
    }

    /** The command of a process with its own identity. */
    List<String> of(Component component) {
        return of(component, layout.identity(component.label()));
    }

    /** The command of a process with an identity folder of another's choice. */
    List<String> of(Component component, Path identity) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + component.heapMegabytes() + "m");
        command.add("--enable-native-access=ALL-UNNAMED");
        if (component.quarkus()) {
            command.addAll(settings(component, identity));
        }
        command.add("-jar");
        command.add(layout.home().resolve(component.jar()).toString());
        if (!component.quarkus()) {
            command.addAll(options(component, identity));
        }
        return command;
    }

    private List<String> options(Component component, Path identity) {
        List<String> options =
                new ArrayList<>(
                        List.of(
                                "--state", layout.data(component).toString(),
                                "--identity", identity.toString(),
                                "--port", number(component.ports().getFirst())));
        if (component == Component.BROKER) {
            options.addAll(List.of("--trust-domain", Layout.TRUST_DOMAIN));
            options.addAll(List.of("--controller-port", number(Port.BROKER_CONTROLLER)));
        }
        return options;
    }

    private List<String> settings(Component component, Path identity) {
        List<String> settings = new ArrayList<>();
        settings.add("-Dsealstream.identity.folder=" + identity);
        settings.add("-Dsealstream.trust-domain=" + Layout.TRUST_DOMAIN);
        settings.add("-Dsealstream.state.folder=" + layout.data(component));
        settings.add(
                "-Dsealstream.kafka.bootstrap-servers=localhost:" + ports.number(Port.BROKER));
        settings.add("-Dsealstream.vault.url=" + url(Port.VAULT));
        settings.add("-Dsealstream.vault-keys.url=" + url(Port.VAULT_KEYS));
        settings.add("-Dsealstream.storage.url=" + url(Port.STORAGE));
        settings.add(
                "-Dsealstream.documents.url=mongodb://localhost:"
                        + ports.number(Port.DOCUMENT_STORE)
                        + "/?tls=true");
        Port management = Objects.requireNonNull(component.management());
        settings.add("-Dquarkus.management.port=" + number(management));
        if (component.ports().getFirst() != management) {
            // The doors have TLS only: Quarkus calls that its ssl-port.
            settings.add("-Dquarkus.http.port=" + number(component.ports().getFirst()));
            settings.add("-Dquarkus.http.ssl-port=" + number(component.ports().getFirst()));
        }
        return settings;
    }

    private String url(Port port) {
        return "https://localhost:" + ports.number(port);
    }

    private String number(Port port) {
        return String.valueOf(ports.number(port));
    }
}

package io.sealstream.devstack.launcher.stack;

import io.sealstream.devstack.launcher.layout.Component;
import io.sealstream.devstack.launcher.layout.Layout;
import io.sealstream.devstack.launcher.layout.Port;
import io.sealstream.devstack.launcher.layout.Ports;
import io.sealstream.devstack.launcher.layout.Servers;
import io.sealstream.devstack.launcher.layout.Tuning;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** How each process is started. */
final class CommandLine {
    /**
     * Kafka names its files with digits of the default locale: under another one it would take its
     * folder for empty. These come after what JAVA_TOOL_OPTIONS says, and so count.
     */
    private static final List<String> LOCALE =
            List.of("-Duser.language=en", "-Duser.country=US", "-Duser.variant=");

    /** Its devices may be clients of EST alone, such as curl, which show their token. */
    private static final String EST_TENANT = "acme";

    private final Layout layout;
    private final Ports ports;
    private final Servers servers;

    CommandLine(Layout layout, Ports ports) {
        this.layout = layout;
        this.servers = Servers.of(layout);
        this.ports = ports;
    }

    /** The command of a process with its own identity. */
    ProcessBuilder of(Component component) {
        return of(component, layout.identity(component.label()));
    }

    /** The command of a process with an identity folder of another's choice. */
    ProcessBuilder of(Component component, Path identity) {
        if (servers.contains(component)) {
            return new Containers(layout).of(component, identity, ports);
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + component.heapMegabytes() + "m");
        command.addAll(Tuning.ofRunning(layout).options());
        command.addAll(LOCALE);
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("-Djava.io.tmpdir=" + layout.temporary(component));
        if (component.quarkus()) {
            command.addAll(ports(component));
        }
        command.add("-jar");
        command.add(layout.home().resolve(component.jar()).toString());
        if (!component.quarkus()) {
            command.addAll(options(component, identity));
        }
        ProcessBuilder process = new ProcessBuilder(command);
        process.environment().keySet().removeIf(name -> name.startsWith("SEALSTREAM_"));
        process.environment().putAll(environment(component));
        return process;
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

    private List<String> ports(Component component) {
        List<String> settings = new ArrayList<>();
        Port management = Objects.requireNonNull(component.management());
        settings.add("-Dquarkus.management.port=" + number(management));
        if (component.ports().getFirst() != management) {
            // The endpoints have TLS only: Quarkus calls that its ssl-port.
            settings.add("-Dquarkus.http.ssl-port=" + number(component.ports().getFirst()));
        }
        return settings;
    }

    /**
     * The settings of the services, as environment variables: all get the same, and a service may
     * leave unread what is not for it. System properties that nobody reads would be refused.
     */
    private Map<String, String> environment(Component component) {
        if (!component.quarkus()) {
            return Map.of();
        }
        Map<String, String> environment =
                new HashMap<>(
                        Map.of(
                                "SEALSTREAM_IDENTITY_FOLDER",
                                        layout.identity(component.label()).toString(),
                                "SEALSTREAM_TRUST_DOMAIN", Layout.TRUST_DOMAIN,
                                "SEALSTREAM_STATE_FOLDER", layout.data(component).toString(),
                                "SEALSTREAM_KAFKA_BOOTSTRAP_SERVERS",
                                        "localhost:" + number(Port.BROKER),
                                "SEALSTREAM_VAULT_URL", url(Port.VAULT),
                                "SEALSTREAM_ENROLMENT_TOKEN_TENANTS", EST_TENANT,
                                "SEALSTREAM_VAULT_KEYS_URL", url(Port.VAULT_KEYS),
                                "SEALSTREAM_STORAGE_URL", url(Port.STORAGE),
                                "SEALSTREAM_DOCUMENTS_URL",
                                        "mongodb://localhost:"
                                                + number(Port.DOCUMENT_STORE)
                                                + "/?tls=true"));
        environment.put(
                "SEALSTREAM_DOCUMENTS_LOGIN", servers == Servers.REAL ? "scram-sha-256" : "tls");
        if (servers == Servers.REAL) {
            environment.put(
                    "SEALSTREAM_DOCUMENTS_PASSWORD_FILE",
                    layout.documentUsers().resolve(component.label()).toString());
        }
        return environment;
    }

    private String url(Port port) {
        return ports.url(port).toString();
    }

    private String number(Port port) {
        return String.valueOf(ports.number(port));
    }
}

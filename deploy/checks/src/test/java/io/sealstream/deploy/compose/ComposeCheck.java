package io.sealstream.deploy.compose;

import io.sealstream.deploy.Addresses;
import io.sealstream.deploy.Checkout;
import io.sealstream.deploy.Settings;
import io.sealstream.deploy.compose.ComposeFile.Container;
import io.sealstream.kafka.setup.KafkaSetup;
import io.sealstream.protocol.Hop;
import io.sealstream.protocol.ServiceName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A Compose file against the code. Its containers are called what their certificates call them. */
final class ComposeCheck {
    private final ComposeFile file;
    private final List<String> findings = new ArrayList<>();

    private ComposeCheck(ComposeFile file) {
        this.file = file;
    }

    /** How it differs from what the code says. */
    static List<String> findings(ComposeFile file) {
        ComposeCheck check = new ComposeCheck(file);
        check.networks();
        file.services().forEach(check::hardening);
        check.setup(file.services().get("broker-setup"));
        for (ServiceName service : Checkout.SERVICES) {
            Container container = file.services().get(service.label());
            if (container == null) {
                check.findings.add(service.label() + " lacks");
            } else {
                check.service(service, container);
            }
        }
        return check.findings;
    }

    /** One network for each hop, with its two ends on it and nobody else. */
    private void networks() {
        Set<String> wanted = new TreeSet<>();
        Set<String> published = new TreeSet<>();
        for (Hop hop : Hop.values()) {
            ServiceName from = hop.from();
            if (from == null) {
                published.add(hop.to().label());
            } else {
                wanted.add(from.label() + " with " + hop.to().label());
            }
        }
        wanted.add("broker-setup with broker");
        published.forEach(name -> wanted.add(name + " alone, with a way out"));
        Set<String> declared = new TreeSet<>();
        file.networks()
                .forEach((name, network) -> {
                    Set<String> members = members(name);
                    declared.add(
                            members.size() == 1
                                    ? members.iterator().next() + " alone" + way(network)
                                    : ends(name, members) + way(network));
                });
        require(declared.equals(wanted), "networks are " + declared + ", not " + wanted);
        Set<String> open =
                file.services().entrySet().stream()
                        .filter(service -> service.getValue().ports() != null)
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toCollection(TreeSet::new));
        require(open.equals(published), "published are " + open);
        file.services()
                .forEach((name, container) -> {
                    require(!container.networks().isEmpty(), name + " is on the default network");
                    require(
                            file.networks().keySet().containsAll(container.networks()),
                            name + ": network");
                });
    }

    private Set<String> members(String network) {
        return file.services().entrySet().stream()
                .filter(service -> service.getValue().networks().contains(network))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The name says who calls whom; the members must be these two. */
    private static String ends(String name, Set<String> members) {
        List<String> ends = List.of(name.split("--", -1));
        return members.equals(Set.copyOf(ends))
                ? String.join(" with ", ends)
                : name + " with members " + members;
    }

    private static String way(ComposeFile.Network network) {
        return network.internal() ? "" : ", with a way out";
    }

    private void hardening(String name, Container container) {
        require(container.readOnly(), name + ": its image can be written");
        require(List.of("ALL").equals(container.capDrop()), name + ": has capabilities");
        require(
                List.of("no-new-privileges:true").equals(container.securityOpt()),
                name + ": may gain privileges");
        require(!container.user().startsWith("0"), name + ": runs as root");
        require(container.memLimit() != null, name + ": memory is not bounded");
        for (String volume : container.volumes()) {
            boolean data = file.volumes().containsKey(volume.split(":", -1)[0]);
            require(data || volume.endsWith(":ro"), name + ": can write " + volume);
            require(!volume.contains("docker.sock"), name + ": rules the machine");
        }
    }

    /** The program that makes topics and access rules, from the folder it is built into. */
    private void setup(Container container) {
        require(
                Objects.requireNonNull(container.command())
                        .containsAll(
                                List.of(
                                        "/setup/kafka-setup.jar:/setup/lib/*",
                                        KafkaSetup.class.getName())),
                "broker-setup: runs " + container.command());
        require(
                container.volumes().contains("../kafka/target:/setup:ro"),
                "broker-setup: has another's program");
    }

    private void service(ServiceName service, Container container) {
        String label = service.label();
        require(
                container.image().startsWith("sealstream/" + label + ":"),
                label + ": runs " + container.image());
        require(
                container.volumes().contains("./run/identities/" + label + ":/identity:ro"),
                label + ": has another's identity");
        Map<String, String> environment = Objects.requireNonNull(container.environment());
        findings.addAll(Settings.of(service).findings(label, environment));
        for (Addresses.Address address : Addresses.in(environment)) {
            ServiceName to = ServiceName.of(address.host());
            require(
                    Hop.callersOf(to).contains(service),
                    label + ": has no business with " + to.label());
            if (Checkout.SERVICES.contains(to)) {
                require(
                        Checkout.port(to, "quarkus.http.ssl-port") == address.port(),
                        label + ": nobody listens on " + address);
            }
        }
        if (container.ports() != null) {
            String port = String.valueOf(Checkout.port(service, "quarkus.http.ssl-port"));
            require(
                    container.ports().equals(List.of("127.0.0.1:" + port + ":" + port)),
                    label + ": publishes " + container.ports());
        }
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            findings.add(otherwise);
        }
    }
}

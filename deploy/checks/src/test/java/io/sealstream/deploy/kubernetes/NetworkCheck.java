package io.sealstream.deploy.kubernetes;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.sealstream.protocol.Hop;
import io.sealstream.protocol.ServiceName;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.kafka.listener.GenericKafkaListener;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Network policies and published listeners against the table of hops. */
final class NetworkCheck {
    /** Where the components let every pod ask for names, instead of the cluster's own service. */
    private static final Set<String> OTHER_RESOLVERS =
            Set.of(
                    "every pod may reach addresses 169.254.20.10/32 at UDP 53",
                    "every pod may reach addresses 169.254.20.10/32 at TCP 53",
                    "every pod may reach addresses 169.254.169.254/32 at UDP 53",
                    "every pod may reach addresses 169.254.169.254/32 at TCP 53",
                    "every pod may reach OpenShift's resolver in openshift-dns at UDP 5353",
                    "every pod may reach OpenShift's resolver in openshift-dns at TCP 5353");

    /** What a cluster needs beside the hops: names, and Kafka among its own pods. */
    private static final Set<String> INFRASTRUCTURE =
            Set.of(
                    "every pod may reach kube-dns in kube-system at UDP 53",
                    "every pod may reach kube-dns in kube-system at TCP 53",
                    "kafka's pods may reach broker at TCP 9090",
                    "kafka's pods may reach broker at TCP 9091",
                    "entity-operator may reach anywhere at TCP 443",
                    "entity-operator may reach anywhere at TCP 6443");

    private NetworkCheck() {}

    /** How the policies differ from the table. */
    static List<String> edges(Manifests manifests) {
        Set<String> wanted = new TreeSet<>(INFRASTRUCTURE);
        wanted.addAll(OTHER_RESOLVERS);
        for (Hop hop : Hop.values()) {
            ServiceName from = hop.from();
            int port = Listeners.port(hop.to(), manifests);
            String caller = from == null ? "anywhere" : from.label();
            wanted.add(hop.to().label() + " admits " + caller + " at TCP " + port);
            if (from != null) {
                wanted.add(from.label() + " may reach " + hop.to().label() + " at TCP " + port);
            }
        }
        Set<String> declared = new TreeSet<>();
        manifests.all(NetworkPolicy.class).forEach(policy -> declared.addAll(edges(policy)));
        List<String> findings = new ArrayList<>();
        wanted.stream()
                .filter(e -> !declared.contains(e))
                .forEach(e -> findings.add("lacks: " + e));
        declared.stream()
                .filter(e -> !wanted.contains(e))
                .forEach(e -> findings.add("too much: " + e));
        return findings;
    }

    private static Set<String> edges(NetworkPolicy policy) {
        Set<String> edges = new TreeSet<>();
        String pods = name(policy.getSpec().getPodSelector());
        for (NetworkPolicyIngressRule rule : policy.getSpec().getIngress()) {
            for (String port : ports(rule.getPorts())) {
                peers(rule.getFrom()).forEach(peer -> edges.add(pods + " admits " + peer + port));
            }
        }
        for (NetworkPolicyEgressRule rule : policy.getSpec().getEgress()) {
            for (String port : ports(rule.getPorts())) {
                peers(rule.getTo()).forEach(peer -> edges.add(pods + " may reach " + peer + port));
            }
        }
        return edges;
    }

    private static List<String> ports(List<NetworkPolicyPort> ports) {
        if (ports.isEmpty()) {
            return List.of(" at every port");
        }
        return ports.stream()
                .map(port ->
                        " at "
                                + port.getProtocol()
                                + " "
                                + (port.getPort() == null ? "all" : port.getPort().getValue())
                                + (port.getEndPort() == null ? "" : "-" + port.getEndPort()))
                .toList();
    }

    private static List<String> peers(List<NetworkPolicyPeer> peers) {
        return peers.isEmpty()
                ? List.of("anywhere")
                : peers.stream().map(NetworkCheck::name).toList();
    }

    private static String name(NetworkPolicyPeer peer) {
        if (peer.getIpBlock() != null) {
            return "addresses " + peer.getIpBlock().getCidr();
        }
        String pods = peer.getPodSelector() == null ? "every pod" : name(peer.getPodSelector());
        return peer.getNamespaceSelector() == null
                ? pods
                : pods + " in " + namespace(peer.getNamespaceSelector());
    }

    private static String namespace(LabelSelector selector) {
        Map<String, String> labels = labels(selector);
        return labels.size() == 1 && labels.containsKey("kubernetes.io/metadata.name")
                ? labels.get("kubernetes.io/metadata.name")
                : "namespaces " + labels;
    }

    private static String name(LabelSelector selector) {
        Map<String, String> labels = labels(selector);
        if (labels.isEmpty()) {
            return "every pod";
        }
        for (ServiceName service : ServiceName.values()) {
            if (labels.equals(Map.of("app.kubernetes.io/name", service.label()))) {
                return service.label();
            }
        }
        return switch (labels.toString()) {
            case "{k8s-app=kube-dns}" -> "kube-dns";
            case "{dns.operator.openshift.io/daemonset-dns=default}" -> "OpenShift's resolver";
            case "{strimzi.io/name=sealstream-kafka}" -> "broker";
            case "{strimzi.io/name=sealstream-entity-operator}" -> "entity-operator";
            case "{strimzi.io/cluster=sealstream}" -> "kafka's pods";
            default -> "pods " + labels;
        };
    }

    private static Map<String, String> labels(LabelSelector selector) {
        if (!selector.getMatchExpressions().isEmpty()) {
            throw new IllegalArgumentException("expressions in selectors are not understood here");
        }
        return selector.getMatchLabels() == null ? Map.of() : selector.getMatchLabels();
    }

    /** What a pod may do that no policy speaks of. */
    static List<String> defaultDeny(Manifests manifests) {
        boolean denied =
                manifests.all(NetworkPolicy.class).stream()
                        .map(NetworkPolicy::getSpec)
                        .anyMatch(spec ->
                                labels(spec.getPodSelector()).isEmpty()
                                        && Set.copyOf(spec.getPolicyTypes())
                                                .equals(Set.of("Ingress", "Egress"))
                                        && spec.getIngress().isEmpty()
                                        && spec.getEgress().isEmpty());
        return denied ? List.of() : List.of("what no policy names is not denied");
    }

    /** Services that are published and should not be, or the other way round. */
    static List<String> published(Manifests manifests) {
        List<String> findings = new ArrayList<>();
        Set<String> wanted =
                Arrays.stream(Hop.values())
                        .filter(Hop::fromOutside)
                        .map(hop -> hop.to().label())
                        .collect(Collectors.toCollection(TreeSet::new));
        Set<String> published = new TreeSet<>();
        for (Service service : manifests.all(Service.class)) {
            if (!service.getSpec().getType().equals("ClusterIP")) {
                published.add(service.getMetadata().getName());
            }
            if (!service.getSpec().getExternalIPs().isEmpty()) {
                findings.add(service.getMetadata().getName() + " has outside addresses");
            }
        }
        if (!published.equals(wanted)) {
            findings.add("published: " + published + ", the table says " + wanted);
        }
        return findings;
    }

    /** Kafka's listeners: mutual TLS for the clients of the table, and nothing else. */
    static List<String> listeners(Manifests manifests) {
        List<String> findings = new ArrayList<>();
        Set<String> clients =
                Hop.callersOf(ServiceName.BROKER).stream()
                        .map(ServiceName::label)
                        .collect(Collectors.toSet());
        for (Kafka kafka : manifests.all(Kafka.class)) {
            for (GenericKafkaListener listener : kafka.getSpec().getKafka().getListeners()) {
                if (!listener.isTls() || listener.getAuth() == null) {
                    findings.add("listener " + listener.getName() + " is open");
                }
                if (!Set.copyOf(peers(listener.getNetworkPolicyPeers())).equals(clients)) {
                    findings.add("listener " + listener.getName() + " has other clients");
                }
            }
        }
        return findings;
    }
}

package io.sealstream.deploy.kubernetes;

import io.fabric8.certmanager.api.model.v1.Certificate;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.sealstream.deploy.Addresses;
import io.sealstream.deploy.Checkout;
import io.sealstream.deploy.Settings;
import io.sealstream.protocol.Hop;
import io.sealstream.protocol.ServiceName;
import io.sealstream.servicekit.probe.HealthProbe;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The four Deployments against the services: image, settings, addresses, probes, availability. */
final class ServiceCheck {
    private final Manifests manifests;
    private final List<String> findings = new ArrayList<>();

    private ServiceCheck(Manifests manifests) {
        this.manifests = manifests;
    }

    /** How Deployments differ from the services they run. */
    static List<String> findings(Manifests manifests) {
        ServiceCheck check = new ServiceCheck(manifests);
        List<String> names =
                manifests.all(Deployment.class).stream()
                        .map(deployment -> deployment.getMetadata().getName())
                        .sorted()
                        .toList();
        check.require(
                Checkout.SERVICES.stream().map(ServiceName::label).sorted().toList().equals(names),
                "deployed are " + names);
        for (Deployment deployment : manifests.all(Deployment.class)) {
            check.deployment(deployment, ServiceName.of(deployment.getMetadata().getName()));
        }
        return check.findings;
    }

    private void deployment(Deployment deployment, ServiceName service) {
        String label = service.label();
        var template = deployment.getSpec().getTemplate();
        Map<String, String> selector = deployment.getSpec().getSelector().getMatchLabels();
        require(
                template.getMetadata().getLabels().entrySet().containsAll(selector.entrySet())
                        && label.equals(selector.get("app.kubernetes.io/name")),
                label + ": its pods are not called so");
        require(
                !template.getSpec().getTopologySpreadConstraints().isEmpty(),
                label + ": may sit on one node");
        require(
                manifests.all(PodDisruptionBudget.class).stream()
                                .filter(budget ->
                                        selector.equals(
                                                budget.getSpec().getSelector().getMatchLabels()))
                                .count()
                        == 1,
                label + ": has no disruption budget");
        require(
                template.getSpec().getTerminationGracePeriodSeconds() > 10,
                label + ": is killed before it has finished");
        for (Container container : template.getSpec().getContainers()) {
            require(
                    ("sealstream/" + label).equals(container.getImage()),
                    label + ": runs the image " + container.getImage());
            Map<String, String> environment = environment(container);
            findings.addAll(Settings.of(service).findings(label, environment));
            addresses(service, environment);
            probes(service, container);
        }
    }

    private static Map<String, String> environment(Container container) {
        Map<String, String> environment = new LinkedHashMap<>();
        for (EnvVar variable : container.getEnv()) {
            environment.put(variable.getName(), variable.getValue());
        }
        return environment;
    }

    /** What a service connects to: a hop, at its port, under a name in its certificate. */
    private void addresses(ServiceName service, Map<String, String> environment) {
        for (Addresses.Address address : Addresses.in(environment)) {
            Optional<Certificate> peer =
                    manifests.all(Certificate.class).stream()
                            .filter(certificate -> certificate.getSpec().getDnsNames() != null)
                            .filter(certificate ->
                                    certificate.getSpec().getDnsNames().contains(address.host()))
                            .findFirst();
            if (peer.isEmpty()) {
                findings.add(service.label() + ": nobody is called " + address.host());
                continue;
            }
            ServiceName to = ServiceName.of(peer.get().getMetadata().getName());
            require(
                    Hop.callersOf(to).contains(service),
                    service.label() + ": has no business with " + to.label());
            require(
                    Listeners.port(to, manifests) == address.port(),
                    service.label() + ": " + address + " is another port");
            require(
                    to == ServiceName.BROKER || hasService(to, address),
                    service.label() + ": no Service leads to " + address);
        }
    }

    private boolean hasService(ServiceName to, Addresses.Address address) {
        return manifests.all(Service.class).stream()
                .filter(s -> address.host().equals(s.getMetadata().getName() + ".sealstream.svc"))
                .anyMatch(s ->
                        s.getSpec().getPorts().stream()
                                        .allMatch(port -> port.getPort() == address.port())
                                && Map.of("app.kubernetes.io/name", to.label())
                                        .equals(s.getSpec().getSelector()));
    }

    private void probes(ServiceName service, Container container) {
        String port = String.valueOf(Checkout.port(service, "quarkus.management.port"));
        for (Probe probe :
                Stream.of(
                                container.getStartupProbe(),
                                container.getReadinessProbe(),
                                container.getLivenessProbe())
                        .toList()) {
            List<String> command =
                    probe.getExec() == null ? List.of() : probe.getExec().getCommand();
            require(
                    command.contains(HealthProbe.class.getName())
                            && command.get(command.size() - 2).equals(port),
                    service.label() + ": a probe does not ask its management port");
        }
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            findings.add(otherwise);
        }
    }
}

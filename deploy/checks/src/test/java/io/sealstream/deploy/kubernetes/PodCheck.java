package io.sealstream.deploy.kubernetes;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.SecretProjection;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.strimzi.api.kafka.model.kafka.Kafka;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Pods against the restricted profile of the Pod Security Standards, and a little more. */
final class PodCheck {
    private PodCheck() {}

    /** What pods may do that they need not. */
    static List<String> findings(Manifests manifests) {
        List<String> findings = new ArrayList<>();
        pods(manifests).forEach((name, pod) -> findings.addAll(pod(name, pod)));
        manifests.all(Kafka.class).forEach(kafka -> findings.addAll(kafka(kafka)));
        return findings;
    }

    /** All pods that are written out. */
    static Map<String, PodSpec> pods(Manifests manifests) {
        Map<String, PodSpec> pods = new LinkedHashMap<>();
        for (Deployment deployment : manifests.all(Deployment.class)) {
            pods.put(
                    deployment.getMetadata().getName(),
                    deployment.getSpec().getTemplate().getSpec());
        }
        for (StatefulSet set : manifests.all(StatefulSet.class)) {
            pods.put(set.getMetadata().getName(), set.getSpec().getTemplate().getSpec());
        }
        return pods;
    }

    private static List<String> pod(String name, PodSpec pod) {
        List<String> findings = new ArrayList<>(security(name, pod.getSecurityContext()));
        if (!Boolean.FALSE.equals(pod.getAutomountServiceAccountToken())) {
            findings.add(name + ": has a token for the API server");
        }
        if (!name.equals(pod.getServiceAccountName())) {
            findings.add(name + ": has no account of its own");
        }
        if (Boolean.TRUE.equals(pod.getHostNetwork())
                || Boolean.TRUE.equals(pod.getHostPID())
                || Boolean.TRUE.equals(pod.getHostIPC())) {
            findings.add(name + ": shares the node");
        }
        for (Volume volume : pod.getVolumes()) {
            if (volume.getProjected() == null
                    && volume.getEmptyDir() == null
                    && volume.getConfigMap() == null) {
                findings.add(name + ": volume " + volume.getName() + " is of another kind");
            }
            if (volume.getProjected() != null) {
                volume.getProjected().getSources().stream()
                        .map(VolumeProjection::getSecret)
                        .filter(secret -> secret != null && !ownOrPublic(name, secret))
                        .forEach(secret ->
                                findings.add(name + ": sees more of " + secret.getName()));
            }
        }
        if (!pod.getInitContainers().isEmpty()) {
            findings.add(name + ": has init containers, which nothing here looks at");
        }
        for (Container container : pod.getContainers()) {
            findings.addAll(container(name, container));
        }
        return findings;
    }

    /** A pod sees its own secret, and of the authority's the certificates alone. */
    private static boolean ownOrPublic(String pod, SecretProjection secret) {
        return secret.getName().equals(pod + "-identity")
                || (secret.getName().equals("services-authority")
                        && !secret.getItems().isEmpty()
                        && secret.getItems().stream()
                                .allMatch(item -> item.getKey().endsWith(".crt")));
    }

    private static List<String> container(String pod, Container container) {
        List<String> findings = new ArrayList<>(security(pod, container.getSecurityContext()));
        var resources = container.getResources();
        if (resources == null
                || !resources.getRequests().containsKey("cpu")
                || !resources.getRequests().containsKey("memory")
                || !resources.getLimits().containsKey("memory")) {
            findings.add(pod + ": resources are not bounded");
        }
        if (container.getStartupProbe() == null) {
            findings.add(pod + ": nobody sees whether it starts");
        }
        return findings;
    }

    /** Strimzi makes these pods; what it is told must be as strict. */
    private static List<String> kafka(Kafka kafka) {
        var brokers = kafka.getSpec().getKafka().getTemplate();
        var operators = kafka.getSpec().getEntityOperator().getTemplate();
        List<String> findings = new ArrayList<>();
        findings.addAll(security("kafka", brokers.getPod().getSecurityContext()));
        findings.addAll(security("kafka", brokers.getKafkaContainer().getSecurityContext()));
        findings.addAll(security("entity-operator", operators.getPod().getSecurityContext()));
        findings.addAll(
                security(
                        "topic-operator",
                        operators.getTopicOperatorContainer().getSecurityContext()));
        findings.addAll(
                security(
                        "user-operator",
                        operators.getUserOperatorContainer().getSecurityContext()));
        return findings;
    }

    private static List<String> security(String name, @Nullable PodSecurityContext context) {
        boolean restricted =
                context != null
                        && Boolean.TRUE.equals(context.getRunAsNonRoot())
                        && context.getRunAsUser() != null
                        && context.getRunAsUser() > 0
                        && context.getSeccompProfile() != null
                        && "RuntimeDefault".equals(context.getSeccompProfile().getType());
        return restricted ? List.of() : List.of(name + ": the pod is not restricted");
    }

    private static List<String> security(String name, @Nullable SecurityContext context) {
        boolean restricted =
                context != null
                        && Boolean.FALSE.equals(context.getAllowPrivilegeEscalation())
                        && Boolean.TRUE.equals(context.getReadOnlyRootFilesystem())
                        && !Boolean.TRUE.equals(context.getPrivileged())
                        && context.getRunAsUser() == null
                        && context.getCapabilities() != null
                        && context.getCapabilities().getAdd().isEmpty()
                        && context.getCapabilities().getDrop().equals(List.of("ALL"));
        return restricted ? List.of() : List.of(name + ": a container is not restricted");
    }
}

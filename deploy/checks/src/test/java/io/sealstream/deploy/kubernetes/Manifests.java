package io.sealstream.deploy.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.certmanager.api.model.v1.Certificate;
import io.fabric8.certmanager.api.model.v1.Issuer;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.sealstream.deploy.Checkout;
import io.sealstream.deploy.yaml.StrictYaml;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Every object below {@code k8s}. A kind that is not in the table is an error: what is not known
 * cannot be checked.
 */
final class Manifests {
    private static final Map<String, Class<? extends HasMetadata>> KINDS =
            Map.ofEntries(
                    Map.entry("v1/Namespace", Namespace.class),
                    Map.entry("v1/ConfigMap", ConfigMap.class),
                    Map.entry("v1/Service", Service.class),
                    Map.entry("v1/ServiceAccount", ServiceAccount.class),
                    Map.entry("apps/v1/Deployment", Deployment.class),
                    Map.entry("apps/v1/StatefulSet", StatefulSet.class),
                    Map.entry("policy/v1/PodDisruptionBudget", PodDisruptionBudget.class),
                    Map.entry("networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class),
                    Map.entry("cert-manager.io/v1/Certificate", Certificate.class),
                    Map.entry("cert-manager.io/v1/Issuer", Issuer.class),
                    Map.entry("kafka.strimzi.io/v1/Kafka", Kafka.class),
                    Map.entry("kafka.strimzi.io/v1/KafkaNodePool", KafkaNodePool.class),
                    Map.entry("kafka.strimzi.io/v1/KafkaTopic", KafkaTopic.class),
                    Map.entry("kafka.strimzi.io/v1/KafkaUser", KafkaUser.class));

    private final Map<String, String> texts;

    private Manifests(Map<String, String> texts) {
        this.texts = texts;
    }

    /** Those of the checkout. */
    static Manifests ofCheckout() {
        Path k8s = Checkout.path("k8s");
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.walk(k8s)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).toList()) {
                texts.put(k8s.relativize(file).toString(), Files.readString(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Manifests(texts);
    }

    /** The same with one file changed. */
    Manifests with(String file, String find, String replacement) {
        String text = texts.get(file);
        if (text == null || !text.contains(find)) {
            throw new IllegalArgumentException("there is no '" + find + "' in " + file);
        }
        Map<String, String> changed = new TreeMap<>(texts);
        changed.put(file, text.replace(find, replacement));
        return new Manifests(changed);
    }

    /** All files, by path below {@code k8s}. */
    Map<String, String> texts() {
        return texts;
    }

    /** All objects. */
    List<HasMetadata> all() {
        List<HasMetadata> all = new ArrayList<>();
        texts.forEach((file, text) -> {
            for (JsonNode document : StrictYaml.documents(text)) {
                if (isObject(document)) {
                    all.add(StrictYaml.as(kind(file, document), document));
                }
            }
        });
        return all;
    }

    /** All objects of a kind. */
    <T extends HasMetadata> List<T> all(Class<T> kind) {
        return all().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** Whether a document is an object of the cluster, not an instruction to Kustomize. */
    static boolean isObject(JsonNode document) {
        return !document.isArray()
                && !document.path("apiVersion").asText().startsWith("kustomize.config.k8s.io/");
    }

    private static Class<? extends HasMetadata> kind(String file, JsonNode document) {
        String name = document.path("apiVersion").asText() + "/" + document.path("kind").asText();
        Class<? extends HasMetadata> kind = KINDS.get(name);
        if (kind == null) {
            throw new IllegalArgumentException(file + ": " + name + " is not in the table");
        }
        return kind;
    }
}

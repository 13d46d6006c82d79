package io.sealstream.deploy.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Container;
import io.sealstream.deploy.kubernetes.Kustomization.Operation;
import io.sealstream.deploy.kubernetes.Kustomization.Patch;
import io.sealstream.deploy.yaml.StrictYaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Kustomizations against the files that are there, and patches against what a patch may do. */
final class KustomizeCheck {
    private static final String FILE = "kustomization.yaml";

    /** An overlay changes sizes and adds names; who may do what is the base's alone. */
    private static final Pattern HARMLESS =
            Pattern.compile(
                    "/spec/replicas|/spec/dnsNames/-"
                            + "|/spec/kafka/config/[a-z.]+\\.(replication\\.factor|isr|replicas)");

    private KustomizeCheck() {}

    /** What a rendering would leave out or change. */
    static List<String> findings(Manifests manifests) {
        List<String> findings = new ArrayList<>();
        for (String file : manifests.texts().keySet()) {
            if (file.endsWith("/" + FILE)) {
                folder(manifests, file.substring(0, file.length() - FILE.length()), findings);
            }
        }
        return findings;
    }

    private static void folder(Manifests manifests, String folder, List<String> findings) {
        Kustomization kustomization =
                StrictYaml.read(Kustomization.class, manifests.texts().get(folder + FILE));
        List<Patch> patches = Objects.requireNonNullElse(kustomization.patches(), List.of());
        Set<String> listed = new TreeSet<>(kustomization.resources());
        listed.remove("../../base");
        patches.forEach(patch -> listed.add(patch.path()));
        Set<String> present =
                manifests.texts().keySet().stream()
                        .filter(file -> file.startsWith(folder) && !file.endsWith(FILE))
                        .map(file -> file.substring(folder.length()))
                        .collect(Collectors.toCollection(TreeSet::new));
        if (!listed.equals(present)) {
            findings.add(folder + FILE + " lists " + listed + ", there are " + present);
            return;
        }
        patches.forEach(patch -> patch(manifests.texts(), folder + patch.path(), findings));
        images(manifests, kustomization, findings);
    }

    private static void patch(Map<String, String> texts, String file, List<String> findings) {
        JsonNode operations = StrictYaml.documents(texts.get(file)).getFirst();
        for (JsonNode node : operations) {
            Operation operation = StrictYaml.as(Operation.class, node);
            if (!HARMLESS.matcher(operation.path()).matches()) {
                findings.add(file + " changes " + operation.path());
            }
        }
    }

    private static void images(
            Manifests manifests, Kustomization kustomization, List<String> findings) {
        if (kustomization.images() == null) {
            return;
        }
        Set<String> run =
                PodCheck.pods(manifests).values().stream()
                        .flatMap(pod -> pod.getContainers().stream())
                        .map(Container::getImage)
                        .collect(Collectors.toCollection(TreeSet::new));
        Set<String> tagged =
                kustomization.images().stream()
                        .map(Kustomization.Image::name)
                        .collect(Collectors.toCollection(TreeSet::new));
        if (!run.equals(tagged)) {
            findings.add("tagged are " + tagged + ", run are " + run);
        }
    }
}

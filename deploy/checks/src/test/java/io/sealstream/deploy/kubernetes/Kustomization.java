package io.sealstream.deploy.kubernetes;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** As much of Kustomize's own file as is used here; any other field is an error. */
record Kustomization(
        String apiVersion,
        String kind,
        @Nullable String namespace,
        List<String> resources,
        @Nullable List<Replicas> replicas,
        @Nullable List<Image> images,
        @Nullable List<Patch> patches) {

    record Replicas(String name, int count) {}

    record Image(String name, String newTag) {}

    record Patch(Target target, String path) {}

    record Target(String kind, @Nullable String name) {}

    /** One operation of a JSON patch (RFC 6902). */
    record Operation(String op, String path, Object value) {}
}

package io.sealstream.keys.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Locale;
import java.util.Map.Entry;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What the description promises is what the listener serves, and the other way round. */
class OpenApiContractTest {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "delete", "patch");
    private static final List<Class<?>> RESOURCES =
            List.of(
                    EpochKeysResource.class,
                    DataKeysResource.class,
                    EnrolmentResource.class,
                    DevicesResource.class);

    private final JsonNode description = read();

    private static JsonNode read() {
        try {
            return new YAMLMapper()
                    .readTree(
                            java.nio.file.Path.of("..", "docs", "openapi", "vault-keys.yaml")
                                    .toFile());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void describedOperationsAreThoseOfTheEndpoint() {
        // Given
        Set<String> described = new TreeSet<>();
        for (Entry<String, JsonNode> path : description.get("paths").properties()) {
            for (Entry<String, JsonNode> entry : path.getValue().properties()) {
                if (METHODS.contains(entry.getKey())) {
                    described.add(entry.getKey() + " " + path.getKey());
                }
            }
        }
        // When
        Set<String> offered = new TreeSet<>();
        RESOURCES.forEach(resource -> addOperations(resource, offered));
        // Then
        assertThat(offered).isEqualTo(described);
    }

    private static void addOperations(Class<?> resource, Set<String> operations) {
        String root = resource.getAnnotation(Path.class).value();
        String base = root.equals("/") ? "" : root;
        for (Method method : resource.getMethods()) {
            for (Annotation annotation : method.getAnnotations()) {
                HttpMethod verb = annotation.annotationType().getAnnotation(HttpMethod.class);
                if (verb != null) {
                    Path path = method.getAnnotation(Path.class);
                    operations.add(
                            verb.value().toLowerCase(Locale.ROOT)
                                    + " "
                                    + base
                                    + (path == null ? "" : path.value()));
                }
            }
        }
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        for (JsonNode reference : description.findValues("$ref")) {
            String pointer = reference.asText();
            assertThat(pointer).startsWith("#/");
            assertThat(description.at(pointer.substring(1)).isMissingNode()).as(pointer).isFalse();
        }
    }

    @Test
    void everyOperationNamesItsCallers() {
        for (JsonNode path : description.get("paths")) {
            for (Entry<String, JsonNode> entry : path.properties()) {
                if (METHODS.contains(entry.getKey())) {
                    assertThat(entry.getValue().get("x-callers")).isNotEmpty();
                }
            }
        }
    }
}

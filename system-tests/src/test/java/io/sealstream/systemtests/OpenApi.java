package io.sealstream.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.sealstream.fixture.Description;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The description of an endpoint: whether answers are as it says, and what of it was not tried. */
final class OpenApi {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "delete", "patch");

    private final Description description;
    private final Set<String> untried = new TreeSet<>();

    OpenApi(String file) {
        description = Description.read("openapi/" + file);
        paths().properties()
                .forEach(path ->
                        path.getValue()
                                .fieldNames()
                                .forEachRemaining(method -> {
                                    if (METHODS.contains(method)) {
                                        untried.add(method + " " + path.getKey());
                                    }
                                }));
    }

    /** Operations that have not succeeded yet. */
    Set<String> untried() {
        return untried;
    }

    /** In what an answer differs from its description. */
    List<String> differences(String method, String path, HttpResponse<byte[]> answer) {
        String verb = method.toLowerCase(Locale.ROOT);
        String template = template(path);
        String operation = verb + " " + template;
        if (answer.statusCode() / 100 == 2) {
            untried.remove(operation);
        }
        JsonNode response =
                description.resolve(
                        paths().path(template)
                                .path(verb)
                                .path("responses")
                                .path(String.valueOf(answer.statusCode())));
        List<String> differences =
                response.isMissingNode()
                        ? List.of("status " + answer.statusCode() + " is not described")
                        : body(response.path("content"), answer);
        return differences.stream().map(text -> operation + ": " + text).toList();
    }

    private List<String> body(JsonNode content, HttpResponse<byte[]> answer) {
        if (content.isMissingNode()) {
            return answer.body().length == 0 ? List.of() : List.of("there should be no content");
        }
        String type = answer.headers().firstValue("Content-Type").orElse("none");
        int semicolon = type.indexOf(';');
        String essence = semicolon < 0 ? type : type.substring(0, semicolon);
        if (!content.has(essence)) {
            return List.of("content type " + type + " is not described");
        }
        JsonNode schema = description.resolve(content.path(essence).path("schema"));
        return switch (essence) {
            case "application/json", "application/problem+json" ->
                    description.differences(schema, answer.body());
            case "application/x-ndjson" -> lines(schema, answer.body());
            default -> description.differences(schema, TextNode.valueOf(text(answer.body())));
        };
    }

    private List<String> lines(JsonNode schema, byte[] body) {
        List<String> differences = new ArrayList<>();
        text(body)
                .lines()
                .forEach(line ->
                        differences.addAll(
                                description.differences(
                                        schema, line.getBytes(StandardCharsets.UTF_8))));
        return differences;
    }

    private static String text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The described path that a path is an instance of; the one with fewest parameters. */
    private String template(String path) {
        String plain = path.split("\\?", 2)[0];
        return paths().properties().stream()
                .map(Map.Entry::getKey)
                .filter(template -> pattern(template).matcher(plain).matches())
                .min(Comparator.comparingInt(template -> template.split("\\{").length))
                .orElse("(a path that is not described)");
    }

    private static Pattern pattern(String template) {
        return Pattern.compile(Pattern.compile("\\{[^}]+}").matcher(template).replaceAll("[^/]+"));
    }

    private JsonNode paths() {
        return description.root().path("paths");
    }
}

package io.sealstream.devstack.vault.request;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * The parameters of a request, read as leniently as Vault reads them: lists as arrays or
 * comma-separated text, durations as seconds or {@code 24h}.
 *
 * @param json an object
 */
public record Body(JsonNode json) {

    /** Whether a parameter was sent. */
    public boolean has(String name) {
        return json.hasNonNull(name);
    }

    /** A required text. */
    public String text(String name) {
        if (!has(name)) {
            throw Refusal.badRequest("missing " + name);
        }
        return json.get(name).asText();
    }

    /** An optional text. */
    public String text(String name, String otherwise) {
        return has(name) ? json.get(name).asText() : otherwise;
    }

    /** An optional number. */
    public int number(String name, int otherwise) {
        if (!has(name)) {
            return otherwise;
        }
        try {
            return Integer.parseInt(json.get(name).asText());
        } catch (NumberFormatException e) {
            throw Refusal.badRequest(name + " is not a number");
        }
    }

    /** An optional flag. */
    public boolean flag(String name, boolean otherwise) {
        return has(name) ? json.get(name).asBoolean() : otherwise;
    }

    /** An optional duration in seconds. */
    public long seconds(String name, long otherwise) {
        return has(name) ? Durations.seconds(name, json.get(name).asText()) : otherwise;
    }

    /** A list; empty when not sent. */
    public List<String> list(String name) {
        if (!has(name)) {
            return List.of();
        }
        JsonNode value = json.get(name);
        if (value.isArray()) {
            List<String> items = new ArrayList<>();
            value.forEach(item -> items.add(item.asText()));
            return List.copyOf(items);
        }
        return Arrays.stream(value.asText().split(",", -1))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }

    /** Base64 text; empty when not sent. */
    public byte[] bytes(String name) {
        try {
            return Base64.getDecoder().decode(text(name, ""));
        } catch (IllegalArgumentException e) {
            throw Refusal.badRequest("failed to base64-decode " + name);
        }
    }

    /** The items of a batch. */
    public List<Body> batch() {
        List<Body> items = new ArrayList<>();
        json.path("batch_input").forEach(item -> items.add(new Body(item)));
        if (items.isEmpty()) {
            throw Refusal.badRequest("missing batch input to process");
        }
        return items;
    }
}

package io.sealstream.fuzzing.edits;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Changes JSON values: members replaced by values of other types, removed, renamed, repeated. */
public final class JsonEdits {
    private static final ObjectMapper JSON =
            new ObjectMapper(
                    JsonFactory.builder()
                            .streamWriteConstraints(
                                    StreamWriteConstraints.builder()
                                            .maxNestingDepth(Integer.MAX_VALUE)
                                            .build())
                            .build());
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int MOST_EDITS = 4;

    /** Deeper than what Jackson reads (1,000), and not so deep that this class cannot write it. */
    private static final int DEEP = 1_200;

    private JsonEdits() {}

    /** The value after a few edits of its tree, and perhaps of its text. */
    public static byte[] edit(Choices choices, byte[] json) {
        JsonNode edited = read(json);
        int edits = choices.number(0, MOST_EDITS);
        for (int i = 0; i < edits; i++) {
            once(choices, edited);
        }
        byte[] text = write(edited);
        return choices.oneIn(8) ? ByteEdits.edit(choices, text) : text;
    }

    private static void once(Choices choices, JsonNode root) {
        List<ContainerNode<?>> containers = containers(root);
        if (containers.isEmpty()) {
            return;
        }
        ContainerNode<?> at = containers.get(choices.number(0, containers.size() - 1));
        if (at instanceof ObjectNode object) {
            member(choices, object);
        } else if (at instanceof ArrayNode array) {
            element(choices, array);
        }
    }

    private static void member(Choices choices, ObjectNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        if (names.isEmpty()) {
            object.set(choices.text(10), value(choices));
            return;
        }
        String name = names.get(choices.number(0, names.size() - 1));
        switch (choices.number(0, 4)) {
            case 0 -> object.remove(name);
            case 1 -> object.set(choices.text(10), object.remove(name));
            case 2 -> object.set(name, object.get(choices.pick(names)).deepCopy());
            case 3 -> object.set(name, text(choices, object.path(name).asText()));
            default -> object.set(name, value(choices));
        }
    }

    private static void element(Choices choices, ArrayNode array) {
        int index = choices.number(0, array.size());
        switch (choices.number(0, 2)) {
            case 0 -> array.insert(index, value(choices));
            case 1 -> array.remove(index);
            default -> {
                JsonNode one = array.path(index);
                int copies = choices.number(0, 300);
                for (int i = 0; i < copies && !one.isMissingNode(); i++) {
                    array.add(one.deepCopy());
                }
            }
        }
    }

    private static JsonNode text(Choices choices, String before) {
        return NODES.textNode(TextEdits.edit(choices, before));
    }

    private static JsonNode value(Choices choices) {
        return switch (choices.number(0, 10)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.booleanNode(choices.either());
            case 2 -> NODES.numberNode((int) choices.number());
            case 3 -> NODES.numberNode(choices.number());
            case 4 -> NODES.numberNode(choices.real());
            case 5 -> NODES.numberNode(BigInteger.TEN.pow(choices.number(0, 1000)));
            case 6 -> NODES.binaryNode(choices.bytes(80));
            case 7 -> NODES.arrayNode();
            case 8 -> NODES.objectNode();
            case 9 -> deep(choices.number(0, DEEP));
            default -> NODES.textNode(choices.text(60));
        };
    }

    private static JsonNode deep(int depth) {
        JsonNode value = NODES.arrayNode();
        for (int i = 0; i < depth; i++) {
            value = NODES.arrayNode().add(value);
        }
        return value;
    }

    private static List<ContainerNode<?>> containers(JsonNode root) {
        List<ContainerNode<?>> found = new ArrayList<>();
        collect(root, found, 0);
        return found;
    }

    private static void collect(JsonNode node, List<ContainerNode<?>> found, int depth) {
        if (depth < 10 && found.size() < 100 && node instanceof ContainerNode<?> container) {
            found.add(container);
            container.forEach(child -> collect(child, found, depth + 1));
        }
    }

    private static JsonNode read(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "not JSON: " + new String(json, StandardCharsets.UTF_8), e);
        }
    }

    private static byte[] write(JsonNode node) {
        try {
            return JSON.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the tree cannot be written", e);
        }
    }
}

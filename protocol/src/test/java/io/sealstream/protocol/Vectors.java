package io.sealstream.protocol;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;

/** Published test vectors, where they are at hand, and our own golden bytes. */
public final class Vectors {
    private Vectors() {}

    /** A file of the vectors; the test is skipped when they are not there. */
    public static Path file(String name) {
        Path folder = Path.of(System.getProperty("sealstream.shared", "absent"), "vectors");
        assumeTrue(Files.isDirectory(folder), "published test vectors are not on this machine");
        return folder.resolve(name);
    }

    /** A JSON file of the vectors. */
    public static JsonNode json(String name) throws IOException {
        return new ObjectMapper().readTree(file(name).toFile());
    }

    /** The tests of a Wycheproof file, each with its group as member {@code group}. */
    public static List<JsonNode> wycheproof(String name) throws IOException {
        List<JsonNode> tests = new ArrayList<>();
        for (JsonNode group : json("wycheproof/" + name).get("testGroups")) {
            for (JsonNode test : group.get("tests")) {
                var copy = ((com.fasterxml.jackson.databind.node.ObjectNode) test).deepCopy();
                copy.set("group", group);
                tests.add(copy);
            }
        }
        return tests;
    }

    /** Decodes hex. */
    public static byte[] hex(JsonNode text) {
        return HexFormat.of().parseHex(text.asText());
    }

    /** Bytes of a released format version, which every later release must still read. */
    public static byte[] golden(String name) {
        Properties all = new Properties();
        try (var in = Vectors.class.getResourceAsStream("/golden/version-1.properties")) {
            all.load(in);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return HexFormat.of().parseHex(all.getProperty(name));
    }
}

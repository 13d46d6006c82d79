package io.sealstream.devstack.vault.barrier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/**
 * One encrypted file for each value: JSON {@code {"path": .., "value": ..}} in a {@link SealedBox}
 * bound to the file's name, so that files cannot be swapped. A copy of everything is in memory.
 */
final class EncryptedFiles implements Storage {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SUFFIX = ".sealed";

    private final Path folder;
    private final SealedBox box;
    private final ConcurrentSkipListMap<String, JsonNode> values = new ConcurrentSkipListMap<>();

    private EncryptedFiles(Path folder, SealedBox box) {
        this.folder = folder;
        this.box = box;
    }

    /** Reads every file. */
    static EncryptedFiles open(Path folder, SealedBox box)
            throws IOException, GeneralSecurityException {
        EncryptedFiles files = new EncryptedFiles(folder, box);
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.filter(f -> f.toString().endsWith(SUFFIX)).toList()) {
                files.load(file);
            }
        }
        return files;
    }

    private void load(Path file) throws IOException, GeneralSecurityException {
        String name = String.valueOf(file.getFileName());
        JsonNode entry = JSON.readTree(box.open(name, Files.readAllBytes(file)));
        values.put(entry.get("path").asText(), entry.get("value"));
    }

    @Override
    public <T> Optional<T> get(String path, Class<T> type) {
        return Optional.ofNullable(values.get(path)).map(value -> JSON.convertValue(value, type));
    }

    @Override
    public synchronized void put(String path, Object value) {
        JsonNode node = JSON.valueToTree(value);
        ObjectNode entry = JSON.createObjectNode().put("path", path).set("value", node);
        try {
            String name = fileName(path);
            DurableFile.write(folder.resolve(name), box.seal(name, JSON.writeValueAsBytes(entry)));
        } catch (IOException e) {
            throw new UncheckedIOException("storage cannot be written", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("storage cannot be encrypted", e);
        }
        values.put(path, node);
    }

    @Override
    public synchronized void delete(String path) {
        if (values.remove(path) == null) {
            return;
        }
        try {
            DurableFile.delete(folder.resolve(fileName(path)));
        } catch (IOException e) {
            throw new UncheckedIOException("storage cannot be written", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("storage cannot be named", e);
        }
    }

    @Override
    public List<String> list(String prefix) {
        return values.tailMap(prefix).keySet().stream()
                .takeWhile(path -> path.startsWith(prefix))
                .map(path -> path.substring(prefix.length()))
                .toList();
    }

    private String fileName(String path) throws GeneralSecurityException {
        return HexFormat.of().formatHex(box.hide(path)) + SUFFIX;
    }
}

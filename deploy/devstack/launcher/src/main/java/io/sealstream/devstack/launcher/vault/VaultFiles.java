package io.sealstream.devstack.launcher.vault;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sealstream.devstack.launcher.layout.Layout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The files below {@code deploy/vault}, from which a real Vault is set up too:
 *
 * <pre>
 * policies/NAME.hcl      what a token may do
 * roles/MOUNT/ROLE.json  what a PKI role signs; names come from who asks, never from the CSR
 * logins/ROLE.json       who logs in by certificate; the trusted certificate is added
 * </pre>
 *
 * {@code @TRUST_DOMAIN@} stands for the trust domain.
 */
final class VaultFiles {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private final Path folder;
    private final String trustDomain;

    VaultFiles(Layout layout, String trustDomain) {
        this.folder = layout.policies().resolveSibling("");
        this.trustDomain = trustDomain;
    }

    /** Texts of policies by name. */
    Map<String, String> policies() throws IOException {
        return texts("policies", ".hcl");
    }

    /** PKI roles by {@code MOUNT/roles/ROLE}. */
    Map<String, Map<String, Object>> roles() throws IOException {
        Map<String, Map<String, Object>> roles = new TreeMap<>();
        for (Map.Entry<String, String> file : texts("roles", ".json").entrySet()) {
            roles.put(file.getKey().replace("/", "/roles/"), object(file.getValue()));
        }
        return roles;
    }

    /** Certificate logins by name. */
    Map<String, Map<String, Object>> logins() throws IOException {
        Map<String, Map<String, Object>> logins = new TreeMap<>();
        for (Map.Entry<String, String> file : texts("logins", ".json").entrySet()) {
            logins.put(file.getKey(), object(file.getValue()));
        }
        return logins;
    }

    private static Map<String, Object> object(String json) throws IOException {
        return JSON.readValue(json, OBJECT);
    }

    private Map<String, String> texts(String kind, String ending) throws IOException {
        Path root = folder.resolve(kind);
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(f -> f.toString().endsWith(ending)).toList()) {
                String name = root.relativize(file).toString();
                texts.put(
                        name.substring(0, name.length() - ending.length()),
                        Files.readString(file).replace("@TRUST_DOMAIN@", trustDomain));
            }
        }
        return texts;
    }
}

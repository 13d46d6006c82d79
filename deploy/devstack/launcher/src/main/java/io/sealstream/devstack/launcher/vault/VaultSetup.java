package io.sealstream.devstack.launcher.vault;

import io.sealstream.devstack.launcher.layout.Layout;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gives a new Vault its engines, authorities, roles, keys, policies and logins. */
final class VaultSetup {
    private static final String TEN_YEARS = "87600h";
    private static final String FIVE_YEARS = "43800h";

    private final VaultClient vault;
    private final VaultFiles files;

    VaultSetup(VaultClient vaultAsRoot, Layout layout, String trustDomain) {
        this.vault = vaultAsRoot;
        this.files = new VaultFiles(layout, trustDomain);
    }

    void apply() throws IOException {
        engines();
        String root = rootAuthority();
        String services = intermediate("pki-service", "Sealstream services", root);
        intermediate("pki-tenant", "Sealstream tenants", root);
        files.roles().forEach(vault::write);
        for (String key : List.of("sealstream-kek", "sealstream-epoch")) {
            vault.write("transit/keys/" + key, Map.of("type", "aes256-gcm96", "derived", true));
        }
        policies();
        logins(services);
    }

    private void engines() {
        mount("pki-root", "pki", TEN_YEARS);
        mount("pki-service", "pki", FIVE_YEARS);
        mount("pki-tenant", "pki", FIVE_YEARS);
        vault.write("sys/mounts/transit", Map.of("type", "transit"));
        vault.write("sys/auth/approle", Map.of("type", "approle"));
        vault.write("sys/auth/cert", Map.of("type", "cert"));
    }

    private void mount(String path, String type, String maxTtl) {
        vault.write(
                "sys/mounts/" + path,
                Map.of("type", type, "config", Map.of("max_lease_ttl", maxTtl)));
    }

    private String rootAuthority() {
        return vault.write(
                        "pki-root/root/generate/internal",
                        authority("Sealstream root", TEN_YEARS, 1))
                .at("/data/certificate")
                .asText();
    }

    private String intermediate(String mount, String name, String root) {
        String csr =
                vault.write(
                                mount + "/intermediate/generate/internal",
                                authority(name, FIVE_YEARS, 0))
                        .at("/data/csr")
                        .asText();
        Map<String, Object> signing = new HashMap<>(authority(name, FIVE_YEARS, 0));
        signing.put("csr", csr);
        String signed =
                vault.write("pki-root/root/sign-intermediate", signing)
                        .at("/data/certificate")
                        .asText();
        vault.write(
                mount + "/intermediate/set-signed", Map.of("certificate", signed + "\n" + root));
        return signed;
    }

    private static Map<String, Object> authority(String name, String ttl, int pathLength) {
        return Map.of(
                "common_name", name,
                "key_type", "ec",
                "key_bits", 256,
                "ttl", ttl,
                "max_path_length", pathLength);
    }

    private void policies() throws IOException {
        files.policies()
                .forEach((name, text) ->
                        vault.write("sys/policies/acl/" + name, Map.of("policy", text)));
    }

    private void logins(String services) throws IOException {
        for (Map.Entry<String, Map<String, Object>> login : files.logins().entrySet()) {
            Map<String, Object> role = new HashMap<>(login.getValue());
            role.put("certificate", services);
            vault.write("auth/cert/certs/" + login.getKey(), role);
        }
        vault.write(
                "auth/approle/role/bootstrap",
                Map.of("token_policies", "bootstrap", "token_ttl", "5m", "token_max_ttl", "5m"));
    }
}

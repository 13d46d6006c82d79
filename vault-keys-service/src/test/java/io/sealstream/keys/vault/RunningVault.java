package io.sealstream.keys.vault;

import io.sealstream.keys.Pki;
import io.sealstream.protocol.Json;
import io.sealstream.protocol.MalformedRecordException;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.identity.Pem;
import io.sealstream.protocol.identity.TlsIdentity;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A Vault with the mounts, roles and policy that vault-keys relies on.
 *
 * @param url its address
 * @param identity identity folder of vault-keys
 * @param rootToken may do everything
 * @param unsealKey opens it again
 */
public record RunningVault(URI url, Path identity, String rootToken, String unsealKey) {
    private static final Path POLICY =
            Path.of("..", "deploy", "vault", "policies", "vault-keys.hcl");

    private record Made(Map<String, Object> data) {}

    /** Sets an unsealed Vault up, once. */
    public void setUp(X509Certificate serviceAnchor) {
        try {
            put("sys/mounts/transit", Map.of("type", "transit"));
            Map<String, Object> key = Map.of("type", "aes256-gcm96", "derived", true);
            put("transit/keys/sealstream-kek", key);
            put("transit/keys/sealstream-epoch", key);
            setUpPki();
            put("sys/policies/acl/vault-keys", Map.of("policy", Files.readString(POLICY)));
            put("sys/auth/cert", Map.of("type", "cert"));
            put("auth/cert/certs/vault-keys", loginRole(serviceAnchor));
        } catch (IOException | CertificateException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Object> loginRole(X509Certificate serviceAnchor)
            throws CertificateException {
        return Map.of(
                "certificate",
                Pem.write(List.of(serviceAnchor)),
                "allowed_uri_sans",
                "spiffe://" + Pki.TRUST_DOMAIN + "/service/vault-keys",
                "token_policies",
                List.of("vault-keys"),
                "token_ttl",
                "1h");
    }

    private void setUpPki() {
        Map<String, Object> pki =
                Map.of("type", "pki", "config", Map.of("max_lease_ttl", "87600h"));
        put("sys/mounts/pki-root", pki);
        put("sys/mounts/pki-tenant", pki);
        Map<String, Object> authority =
                Map.of("common_name", "Test", "key_type", "ec", "key_bits", 256, "ttl", "8760h");
        String root = text(put("pki-root/root/generate/internal", authority), "certificate");
        String csr = text(put("pki-tenant/intermediate/generate/internal", authority), "csr");
        Map<String, Object> signing = new HashMap<>(authority);
        signing.put("csr", csr);
        signing.put("common_name", "Test tenants");
        signing.put("ttl", "4380h");
        String signed = text(put("pki-root/root/sign-intermediate", signing), "certificate");
        put("pki-tenant/intermediate/set-signed", Map.of("certificate", signed + "\n" + root));
        put("pki-tenant/roles/device", deviceRole());
    }

    private static Map<String, Object> deviceRole() {
        return Map.ofEntries(
                Map.entry(
                        "allowed_uri_sans", "spiffe://" + Pki.TRUST_DOMAIN + "/tenant/*/device/*"),
                Map.entry("key_type", "any"),
                Map.entry("key_usage", List.of("DigitalSignature")),
                Map.entry("require_cn", false),
                Map.entry("use_csr_sans", false),
                Map.entry("use_csr_common_name", false),
                Map.entry("allow_localhost", false),
                Map.entry("allow_ip_sans", false),
                Map.entry("server_flag", false),
                Map.entry("client_flag", true),
                Map.entry("ttl", "24h"),
                Map.entry("max_ttl", "24h"));
    }

    private static String text(Map<String, Object> data, String name) {
        return String.valueOf(data.get(name));
    }

    public void seal() {
        put("sys/seal", Map.of());
    }

    public void unseal() {
        put("sys/unseal", Map.of("key", unsealKey));
    }

    private Map<String, Object> put(String path, Map<String, Object> body) {
        HttpRequest request =
                HttpRequest.newBuilder(url.resolve("/v1/" + path))
                        .header("X-Vault-Token", rootToken)
                        .PUT(BodyPublishers.ofByteArray(Json.write(body)))
                        .build();
        try (HttpClient http =
                HttpClient.newBuilder()
                        .sslContext(TlsIdentity.open(identity).client(ServiceName.VAULT))
                        .version(HttpClient.Version.HTTP_1_1)
                        .build()) {
            HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
            if (response.statusCode() >= 300) {
                throw new IllegalStateException(path + ": " + response.statusCode());
            }
            return response.body().length == 0 || path.startsWith("sys/")
                    ? Map.of()
                    : Json.read(response.body(), Made.class).data();
        } catch (IOException | MalformedRecordException e) {
            throw new IllegalStateException(path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(path, e);
        }
    }
}

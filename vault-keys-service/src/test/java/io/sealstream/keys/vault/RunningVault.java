package io.sealstream.keys.vault;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/**
 * A Vault with the mounts, roles and policy that vault-keys relies on.
 *
 * @param url its address
 * @param identity identity folder of vault-keys
 * @param rootToken may do everything
 * @param unsealKey opens it again
 */
public record RunningVault(URI url, Path identity, String rootToken, String unsealKey) {
    private static final Path FILES = Path.of("..", "deploy", "vault");

    private record Made(Map<String, Object> data) {}

    private record Init(
            @JsonProperty("keys_base64") List<String> keys,
            @JsonProperty("root_token") String rootToken) {}

    /** Initialises, opens and sets up a new Vault as soon as it answers. */
    static RunningVault setUp(URI url, Path identity, X509Certificate serviceAnchor) {
        RunningVault empty = new RunningVault(url, identity, "", "");
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(() -> empty.status("sys/init") == 200);
        try {
            byte[] answer =
                    empty.send("sys/init", Map.of("secret_shares", 1, "secret_threshold", 1));
            Init init = Json.read(answer, Init.class);
            RunningVault vault =
                    new RunningVault(url, identity, init.rootToken(), init.keys().getFirst());
            vault.unseal();
            vault.setUp(serviceAnchor);
            return vault;
        } catch (MalformedRecordException e) {
            throw new IllegalStateException(e);
        }
    }

    private void setUp(X509Certificate serviceAnchor) {
        try {
            put("sys/mounts/transit", Map.of("type", "transit"));
            Map<String, Object> key = Map.of("type", "aes256-gcm96", "derived", true);
            put("transit/keys/sealstream-kek", key);
            put("transit/keys/sealstream-epoch", key);
            setUpPki();
            put(
                    "sys/policies/acl/vault-keys",
                    Map.of("policy", Files.readString(FILES.resolve("policies/vault-keys.hcl"))));
            put("sys/auth/cert", Map.of("type", "cert"));
            put("auth/cert/certs/vault-keys", loginRole(serviceAnchor));
        } catch (IOException | CertificateException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Object> loginRole(X509Certificate serviceAnchor)
            throws IOException, CertificateException {
        Map<String, Object> role = shipped("logins/vault-keys.json");
        role.put("certificate", Pem.write(List.of(serviceAnchor)));
        return role;
    }

    private static Map<String, Object> shipped(String file) throws IOException {
        String text =
                Files.readString(FILES.resolve(file)).replace("@TRUST_DOMAIN@", Pki.TRUST_DOMAIN);
        return new ObjectMapper().readValue(text, new TypeReference<HashMap<String, Object>>() {});
    }

    private void setUpPki() throws IOException {
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
        put("pki-tenant/roles/device", shipped("roles/pki-tenant/device.json"));
    }

    private static String text(Map<String, Object> data, String name) {
        return String.valueOf(data.get(name));
    }

    public void seal() {
        put("sys/seal", Map.of());
    }

    /** Opens it and waits until it serves. */
    public void unseal() {
        put("sys/unseal", Map.of("key", unsealKey));
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> status("sys/health") == 200);
    }

    /** Makes a new version of a transit key, as its operator would. */
    void rotate(String key) {
        put("transit/keys/" + key + "/rotate", Map.of());
    }

    private int status(String path) {
        return exchange(request(path).GET()).statusCode();
    }

    private Map<String, Object> put(String path, Map<String, Object> body) {
        byte[] answer = send(path, body);
        return answer.length == 0 || path.startsWith("sys/") ? Map.of() : data(answer);
    }

    private static Map<String, Object> data(byte[] answer) {
        try {
            return Json.read(answer, Made.class).data();
        } catch (MalformedRecordException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] send(String path, Map<String, Object> body) {
        HttpResponse<byte[]> response =
                exchange(request(path).PUT(BodyPublishers.ofByteArray(Json.write(body))));
        if (response.statusCode() >= 300) {
            throw new IllegalStateException(path + ": " + response.statusCode());
        }
        return response.body();
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url.resolve("/v1/" + path));
        return rootToken.isEmpty() ? request : request.header("X-Vault-Token", rootToken);
    }

    private HttpResponse<byte[]> exchange(HttpRequest.Builder request) {
        try (HttpClient http =
                HttpClient.newBuilder()
                        .sslContext(TlsIdentity.open(identity).client(ServiceName.VAULT))
                        .version(HttpClient.Version.HTTP_1_1)
                        .build()) {
            return http.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

package io.sealstream.devstack.vault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * A Vault that is running, initialised and unsealed.
 *
 * @param url its address
 * @param service a client that is service vault-keys of sealstream.local
 * @param stranger a client whose certificate Vault's listener does not trust
 * @param serviceAnchor PEM of the authority of {@code service}
 * @param rootToken may do everything
 * @param unsealKey opens it again
 */
public record VaultUnderTest(
        URI url,
        HttpClient service,
        HttpClient stranger,
        String serviceAnchor,
        String rootToken,
        String unsealKey) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A status and what came with it. */
    public record Answer(int status, JsonNode json, byte[] bytes) {
        /** The data of the envelope. */
        public JsonNode data() {
            return json.path("data");
        }

        /** The token a login made. */
        public String token() {
            return json.path("auth").path("client_token").asText();
        }

        /** All error messages. */
        public String errors() {
            return json.path("errors").toString();
        }
    }

    /** A client over TLS 1.3. */
    public static HttpClient client(SSLContext tls) {
        return HttpClient.newBuilder().sslContext(tls).version(HttpClient.Version.HTTP_1_1).build();
    }

    /** Opens it and waits until it serves: a real one elects itself leader first. */
    public void unseal() {
        call("PUT", "sys/unseal", Map.of("key", unsealKey), null);
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> call("GET", "sys/health", null, null).status() == 200);
    }

    /** Writes as root. */
    public Answer write(String path, Map<String, ?> body) {
        return write(path, body, rootToken);
    }

    /** Writes with a token, or none. */
    public Answer write(String path, Map<String, ?> body, @Nullable String token) {
        return call("POST", path, body, token);
    }

    /** Reads as root. */
    public Answer read(String path) {
        return call("GET", path, null, rootToken);
    }

    /** Any call. */
    public Answer call(
            String method, String path, @Nullable Map<String, ?> body, @Nullable String token) {
        try {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(url.resolve("/v1/" + path))
                            .method(
                                    method,
                                    body == null
                                            ? HttpRequest.BodyPublishers.noBody()
                                            : HttpRequest.BodyPublishers.ofByteArray(
                                                    JSON.writeValueAsBytes(body)));
            if (token != null) {
                request.header("X-Vault-Token", token);
            }
            HttpResponse<byte[]> response =
                    service.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            byte[] bytes = response.body();
            boolean json = new String(bytes, StandardCharsets.UTF_8).startsWith("{");
            return new Answer(
                    response.statusCode(),
                    json ? JSON.readTree(bytes) : JSON.createObjectNode(),
                    bytes);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

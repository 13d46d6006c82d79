package io.sealstream.devstack.launcher.vault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sealstream.devstack.launcher.layout.StackException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Vault's HTTP API as the launcher needs it. Neither tokens nor bodies appear in messages. */
public final class VaultClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http;
    private final URI base;
    private final @Nullable String token;

    private VaultClient(HttpClient http, URI base, @Nullable String token) {
        this.http = http;
        this.base = base;
        this.token = token;
    }

    /** A client without a token. */
    public static VaultClient open(SSLContext tls, int port) {
        HttpClient http =
                HttpClient.newBuilder()
                        .sslContext(tls)
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(PATIENCE)
                        .build();
        return new VaultClient(http, URI.create("https://localhost:" + port), null);
    }

    /** The same connection with a token. */
    VaultClient with(String newToken) {
        return new VaultClient(http, base, newToken);
    }

    /** Reads; the whole answer. */
    JsonNode read(String path) {
        return json(path, send("GET", path, null));
    }

    /** Asks whether it is sealed; answers also when it is. */
    public boolean sealStatus() {
        return read("sys/seal-status").path("sealed").asBoolean();
    }

    /** Whether it is open and serves. */
    boolean active() {
        return send("GET", "sys/health", null).statusCode() == 200;
    }

    /** Reads a text that is not JSON. */
    String readText(String path) {
        HttpResponse<byte[]> response = send("GET", path, null);
        require(path, response);
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    /** Writes; the whole answer. */
    JsonNode write(String path, Map<String, ?> body) {
        return json(path, send("POST", path, body));
    }

    private JsonNode json(String path, HttpResponse<byte[]> response) {
        require(path, response);
        try {
            return response.body().length == 0
                    ? JSON.createObjectNode()
                    : JSON.readTree(response.body());
        } catch (IOException e) {
            throw new StackException("Vault's answer to " + path + " is not JSON", e);
        }
    }

    private static void require(String path, HttpResponse<byte[]> response) {
        if (response.statusCode() / 100 != 2) {
            throw new StackException(
                    "Vault answered " + response.statusCode() + " to " + path + "; see its log");
        }
    }

    private HttpResponse<byte[]> send(String method, String path, @Nullable Map<String, ?> body) {
        try {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(base.resolve("/v1/" + path))
                            .timeout(PATIENCE)
                            .method(
                                    method,
                                    body == null
                                            ? BodyPublishers.noBody()
                                            : BodyPublishers.ofByteArray(
                                                    JSON.writeValueAsBytes(body)));
            if (token != null) {
                request.header("X-Vault-Token", token);
            }
            return http.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new StackException("Vault does not answer to " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted", e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}

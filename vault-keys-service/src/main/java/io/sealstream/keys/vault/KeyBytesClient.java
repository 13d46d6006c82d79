package io.sealstream.keys.vault;

import io.sealstream.keys.UnavailableException;
import io.sealstream.protocol.Json;
import io.sealstream.protocol.MalformedRecordException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The calls whose answers are key bytes. They do not go through the driver: it reads every answer
 * into strings, which cannot be zeroed. Here request and answer are byte arrays, zeroed after use.
 */
final class KeyBytesClient {
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private final @Nullable String namespace;

    KeyBytesClient(@Nullable String namespace) {
        this.namespace = namespace;
    }

    /**
     * Posts JSON and reads the answer; the bytes of both are zeroed after.
     *
     * @param path below {@code /v1/}
     * @throws DeniedException when Vault denies permission
     * @throws UnavailableException when this node is sealed, on standby or out of reach
     * @throws IllegalStateException when Vault refuses the request as such
     */
    <T> T post(URI node, VaultToken token, String path, Object body, Class<T> answer)
            throws DeniedException {
        byte[] request = Json.write(body);
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(node.resolve("/v1/" + path))
                        .timeout(ANSWER)
                        .header("Content-Type", "application/json")
                        .header("X-Vault-Request", "true")
                        .header("X-Vault-Token", token.value())
                        .POST(BodyPublishers.ofByteArray(request));
        if (namespace != null) {
            builder.header("X-Vault-Namespace", namespace);
        }
        try {
            HttpClient http = token.channel().http();
            return read(path, http.send(builder.build(), BodyHandlers.ofByteArray()), answer);
        } catch (IOException e) {
            throw VaultAnswers.missing(path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw VaultAnswers.missing(path, e);
        } finally {
            Arrays.fill(request, (byte) 0);
        }
    }

    private static <T> T read(String path, HttpResponse<byte[]> response, Class<T> answer)
            throws DeniedException {
        try {
            if (response.statusCode() != 200) {
                throw VaultAnswers.refusal(path, response.statusCode());
            }
            return Json.read(response.body(), answer);
        } catch (MalformedRecordException e) {
            throw VaultAnswers.notUnderstood(path, e);
        } finally {
            Arrays.fill(response.body(), (byte) 0);
        }
    }
}

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
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** One exchange with Vault over mutual TLS. */
final class VaultHttp {
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private final HttpClient http;
    private final URI base;

    VaultHttp(URI base, SSLContext tls) {
        this.base = base;
        this.http =
                HttpClient.newBuilder()
                        .sslContext(tls)
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECT)
                        .build();
    }

    /**
     * Posts JSON and reads the answer; the bytes of both are zeroed after.
     *
     * @param path below {@code /v1/}
     * @param token Vault token, null to log in
     * @throws DeniedException when Vault denies permission
     * @throws UnavailableException when Vault is sealed, on standby or out of reach
     * @throws IllegalStateException when Vault refuses the request as such
     */
    <T> T post(String path, @Nullable String token, Object body, Class<T> answer)
            throws DeniedException {
        byte[] request = Json.write(body);
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(base.resolve("/v1/" + path))
                        .timeout(ANSWER)
                        .header("Content-Type", "application/json")
                        .header("X-Vault-Request", "true")
                        .POST(BodyPublishers.ofByteArray(request));
        if (token != null) {
            builder.header("X-Vault-Token", token);
        }
        try {
            return read(path, http.send(builder.build(), BodyHandlers.ofByteArray()), answer);
        } catch (IOException e) {
            throw new UnavailableException("Vault did not answer " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("interrupted while asking Vault for " + path, e);
        } finally {
            Arrays.fill(request, (byte) 0);
        }
    }

    private static <T> T read(String path, HttpResponse<byte[]> response, Class<T> answer)
            throws DeniedException {
        try {
            String told = "Vault answered " + response.statusCode() + " to " + path;
            return switch (response.statusCode()) {
                case 200 -> Json.read(response.body(), answer);
                case 403 -> throw new DeniedException(path);
                // 429, 472 and 473: standby; 501 and 503: not initialised, sealed.
                case 429, 472, 473, 500, 501, 502, 503 -> throw new UnavailableException(told);
                default -> throw new IllegalStateException(told);
            };
        } catch (MalformedRecordException e) {
            throw new IllegalStateException("Vault's answer to " + path + " is not understood", e);
        } finally {
            Arrays.fill(response.body(), (byte) 0);
        }
    }

    /** Vault denies permission: the token has ended, or the policy forbids it. */
    static final class DeniedException extends Exception {
        DeniedException(String path) {
            super("Vault denies " + path);
        }
    }
}

package io.sealstream.operator;

import io.sealstream.operator.OperatorException.Reason;
import io.sealstream.protocol.Json;
import io.sealstream.protocol.MalformedRecordException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/** The operator endpoint of vault-keys over mutual TLS 1.3. Blocks; thread-safe. */
final class OperatorEndpoint implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(30);

    private final URI base;
    private final HttpClient http;

    OperatorEndpoint(URI base, SSLContext tls) {
        this.base = base;
        this.http =
                HttpClient.newBuilder()
                        .sslContext(tls)
                        .connectTimeout(CONNECT)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build();
    }

    <T> T get(String path, Class<T> type) {
        return send(request(path).GET(), type);
    }

    <T> T post(String path, Object body, Class<T> type) {
        return send(
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(Json.write(body))),
                type);
    }

    <T> T post(String path, Class<T> type) {
        return send(request(path).POST(BodyPublishers.noBody()), type);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).timeout(ANSWER);
    }

    private <T> T send(HttpRequest.Builder request, Class<T> type) {
        HttpResponse<byte[]> response = exchange(request.build());
        if (response.statusCode() / 100 != 2) {
            throw refusal(response.statusCode());
        }
        try {
            return Json.read(response.body(), type);
        } catch (MalformedRecordException e) {
            throw new OperatorException(Reason.FAILED, "vault-keys gave an answer that is none", e);
        }
    }

    private HttpResponse<byte[]> exchange(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofByteArray());
        } catch (ConnectException | HttpTimeoutException e) {
            throw new OperatorException(
                    Reason.UNAVAILABLE, "vault-keys does not answer at " + base, e);
        } catch (SSLException e) {
            throw new OperatorException(
                    Reason.REFUSED,
                    "no TLS connection to "
                            + base
                            + ": it is not vault-keys of this trust domain, or does not accept"
                            + " this identity ("
                            + e.getMessage()
                            + ")",
                    e);
        } catch (IOException e) {
            throw new OperatorException(
                    Reason.UNAVAILABLE,
                    base
                            + " ended the connection without an answer; it may do so too when it"
                            + " does not accept this identity",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperatorException(Reason.UNAVAILABLE, "interrupted", e);
        }
    }

    /** By the status alone: each problem type of this endpoint has one of its own. */
    private static OperatorException refusal(int status) {
        return switch (status) {
            case 401 ->
                    new OperatorException(
                            Reason.REFUSED, "the identity is expired or of another trust domain");
            case 403 ->
                    new OperatorException(
                            Reason.REFUSED,
                            "refused: the identity is no operator's, or the device is revoked");
            case 404 -> new OperatorException(Reason.NOT_FOUND, "there is no such device");
            case 409 ->
                    new OperatorException(
                            Reason.ALREADY_EXISTS, "there is a device of that name already");
            case 429, 502, 503, 504 ->
                    new OperatorException(
                            Reason.UNAVAILABLE,
                            "vault-keys cannot do that now (" + status + "); try again later");
            default ->
                    new OperatorException(
                            Reason.FAILED, "vault-keys answered with status " + status);
        };
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}

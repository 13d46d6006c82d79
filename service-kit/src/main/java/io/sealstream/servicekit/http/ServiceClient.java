package io.sealstream.servicekit.http;

import io.sealstream.protocol.Hop;
import io.sealstream.protocol.Json;
import io.sealstream.protocol.MalformedRecordException;
import io.sealstream.protocol.Principal;
import io.sealstream.protocol.Problem;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.identity.TlsIdentity;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.cert.CertificateException;
import java.time.Duration;

/**
 * Calls one other service over mutual TLS, JSON in and out. Blocks; call it on a virtual thread.
 * Whatever goes wrong on the way, or a 5xx answer, is {@code unavailable}; a 4xx answer, and one
 * that no repetition can mend, keeps the problem the other service named.
 */
public final class ServiceClient {
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private final HttpClient http;
    private final URI base;
    private final ServiceName peer;

    /**
     * Opens it.
     *
     * @throws IllegalArgumentException when this process has no business with {@code peer}
     */
    public ServiceClient(TlsIdentity identity, ServiceName peer, URI base) {
        Hop.require(self(identity), peer);
        this.base = base;
        this.peer = peer;
        this.http =
                HttpClient.newBuilder()
                        .sslContext(identity.client(peer))
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECT)
                        .build();
    }

    private static Principal self(TlsIdentity identity) {
        try {
            return identity.id().principal();
        } catch (CertificateException e) {
            throw new IllegalStateException("no usable identity", e);
        }
    }

    /** Sends a GET and decodes the JSON answer. */
    public <T> T get(String path, Class<T> answer) {
        return send(request(path).GET().build(), answer);
    }

    /** Sends a POST with {@code body} as JSON and decodes the JSON answer. */
    public <T> T post(String path, Object body, Class<T> answer) {
        return send(
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(Json.write(body)))
                        .build(),
                answer);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path))
                .timeout(ANSWER)
                .header("Accept", "application/json");
    }

    private <T> T send(HttpRequest request, Class<T> answer) {
        try {
            HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
            if (response.statusCode() / 100 != 2) {
                throw new ProblemException(problemOf(response), peer.label() + " refused");
            }
            return Json.read(response.body(), answer);
        } catch (IOException | MalformedRecordException e) {
            throw new ProblemException(Problem.UNAVAILABLE, peer.label() + " did not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(Problem.UNAVAILABLE, peer.label() + " was interrupted", e);
        }
    }

    private static Problem problemOf(HttpResponse<byte[]> response) {
        try {
            return Problem.ofType(Json.read(response.body(), TypeOnly.class).type())
                    .filter(named -> isFinal(named, response.statusCode()))
                    .orElse(Problem.UNAVAILABLE);
        } catch (MalformedRecordException e) {
            return Problem.UNAVAILABLE;
        }
    }

    /** A 5xx answer may be another one's next time, unless it names what no repetition mends. */
    private static boolean isFinal(Problem named, int status) {
        return status < 500 || named.remedy() == Problem.Remedy.NONE;
    }

    private record TypeOnly(String type) {}
}

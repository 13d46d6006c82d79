package io.sealstream.systemtests.stack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A caller of one endpoint, with whatever identity its TLS context has. */
public final class Http implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private final HttpClient client;
    private final URI endpoint;

    public Http(SSLContext tls, URI endpoint) {
        this.endpoint = endpoint;
        this.client =
                HttpClient.newBuilder()
                        .sslContext(tls)
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(PATIENCE)
                        .build();
    }

    public HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
        return send("GET", path, null);
    }

    public HttpResponse<byte[]> post(String path, byte[] json)
            throws IOException, InterruptedException {
        return send("POST", path, json);
    }

    public HttpResponse<byte[]> send(
            String method, String path, byte @Nullable [] body, String... moreFields)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(endpoint.resolve(path))
                        .timeout(PATIENCE)
                        .method(
                                method,
                                body == null
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofByteArray(body));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        for (int i = 0; i + 1 < moreFields.length; i += 2) {
            request.setHeader(moreFields[i], moreFields[i + 1]);
        }
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}

package io.sealstream.device;

import io.sealstream.protocol.EventId;
import io.sealstream.protocol.SignedDigest;
import io.sealstream.protocol.nonce.EpochToken;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLContext;

/** The device endpoint over mutual TLS 1.3. Blocks; thread-safe. */
final class IngestEndpoint {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(45);

    private final URI base;
    private final HttpClient http;

    IngestEndpoint(URI base, SSLContext tls) {
        this.base = base;
        this.http =
                HttpClient.newBuilder()
                        .sslContext(tls)
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECT)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build();
    }

    Answer transmit(SignedEvent event) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(event.path());
        event.headers().forEach(request::header);
        return send(request.POST(BodyPublishers.ofByteArray(event.body())));
    }

    Answer get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    Answer post(String path, String body, Map<String, String> headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path);
        headers.forEach(request::header);
        return send(request.POST(BodyPublishers.ofString(body)));
    }

    Answer receipt(EventId event, SignedDigest signed) throws IOException, InterruptedException {
        return get("/v1/receipts/" + event + "?signed=" + signed);
    }

    EpochToken epoch() throws IOException, InterruptedException {
        Answer answer = get("/v1/epoch");
        return answer.epoch()
                .orElseThrow(
                        () -> new IOException("the endpoint gave no epoch: " + answer.status()));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).timeout(ANSWER);
    }

    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return Answer.of(http.send(request.build(), BodyHandlers.ofByteArray()));
    }

    void close() {
        http.shutdownNow();
    }
}

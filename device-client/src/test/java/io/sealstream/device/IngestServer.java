package io.sealstream.device;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.sealstream.protocol.ContentDigest;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.Json;
import io.sealstream.protocol.Problem;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.nonce.EpochIssuer;
import io.sealstream.protocol.nonce.EpochKey;
import io.sealstream.protocol.nonce.EpochKeys;
import io.sealstream.protocol.nonce.NonceCheck;
import io.sealstream.protocol.nonce.NonceChecker;
import io.sealstream.protocol.nonce.VerifiedNonce;
import io.sealstream.protocol.secret.KeyBytes;
import io.sealstream.protocol.signature.AcceptSignature;
import io.sealstream.protocol.signature.CoveredRequest;
import io.sealstream.protocol.signature.DeviceKey;
import io.sealstream.protocol.signature.EventSignature;
import io.sealstream.protocol.signature.RequestSignature;
import io.sealstream.testkit.TestPki;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Ingest as a device sees it: the platform's rules for requests, and nothing behind them. */
final class IngestServer implements AutoCloseable {
    static final String TOKEN = "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A";

    private final DeviceId device;
    private final HttpsServer server;
    private volatile EpochKeys keys =
            EpochKeys.of(List.of(new EpochKey(1, KeyBytes.takeOwnershipOf(new byte[32]))));
    private final Map<VerifiedNonce, Integer> used = new ConcurrentHashMap<>();

    private final Map<String, Headers> sent = new ConcurrentHashMap<>();
    final Queue<String> receipts = new ConcurrentLinkedQueue<>();

    final Map<String, byte[]> stored = new ConcurrentHashMap<>();
    final Map<String, X509Certificate> senders = new ConcurrentHashMap<>();
    final Queue<HttpHandler> nextAnswers = new ConcurrentLinkedQueue<>();
    final AtomicInteger refusedNonces = new AtomicInteger();
    final AtomicInteger requests = new AtomicInteger();
    final TestRegistrar est;

    IngestServer(TestPki pki, DeviceId device) throws IOException {
        this.device = device;
        est = new TestRegistrar(pki, device, TOKEN);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(
                new HttpsConfigurator(pki.endpoint(pki.service(ServiceName.INGEST))) {
                    @Override
                    public void configure(HttpsParameters parameters) {
                        SSLParameters tls = getSSLContext().getDefaultSSLParameters();
                        tls.setProtocols(new String[] {"TLSv1.3"});
                        tls.setWantClientAuth(true);
                        parameters.setSSLParameters(tls);
                    }
                });
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::route);
        server.start();
    }

    URI uri() {
        return URI.create("https://localhost:" + server.getAddress().getPort());
    }

    /** From now on every epoch issued before is worth nothing. */
    void forgetEpochs() {
        int kid = 2;
        keys = EpochKeys.of(List.of(new EpochKey(kid, KeyBytes.takeOwnershipOf(new byte[32]))));
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void route(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (path.startsWith("/.well-known/est/")) {
                String operation = path.substring(path.lastIndexOf('/') + 1);
                est.answer(exchange, operation, sender(exchange));
            } else if (sender(exchange).isEmpty()) {
                problem(exchange, Problem.UNAUTHENTICATED);
            } else if (path.equals("/v1/epoch")) {
                json(exchange, 200, Map.of("epoch", epochs().issue(device).text()));
            } else if (path.startsWith("/v1/receipts/")) {
                receipts.add(String.valueOf(exchange.getRequestURI()));
                receipt(exchange, 200, path.substring("/v1/receipts/".length()));
            } else {
                requests.incrementAndGet();
                note(exchange);
                HttpHandler planned = nextAnswers.poll();
                if (planned == null) {
                    event(exchange);
                } else {
                    exchange.getRequestBody().readAllBytes();
                    planned.handle(exchange);
                }
            }
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    private void event(HttpExchange exchange) throws Exception {
        byte[] content = exchange.getRequestBody().readAllBytes();
        var fields = exchange.getRequestHeaders();
        CoveredRequest covered =
                new CoveredRequest(
                        exchange.getRequestMethod(),
                        fields.getFirst("Host"),
                        exchange.getRequestURI().getRawPath(),
                        "?",
                        fields.getFirst("Content-Type"),
                        fields.getFirst("Content-Digest"),
                        fields.getFirst("Idempotency-Key"),
                        null);
        EventSignature signature =
                RequestSignature.read(
                        device,
                        covered,
                        fields::getFirst,
                        fields.getFirst("Signature-Input"),
                        fields.getFirst("Signature"));
        X509Certificate sender = sender(exchange).orElseThrow();
        DeviceKey key = DeviceKey.ofSubjectPublicKeyInfo(sender.getPublicKey().getEncoded());
        if (!signature.isBy(key)) {
            problem(exchange, Problem.BAD_SIGNATURE);
        } else if (!signature.facts().contentDigest().matches(content)) {
            problem(exchange, Problem.DIGEST_MISMATCH);
        } else {
            senders.put(covered.eventId().toString(), sender);
            answer(exchange, signature, content);
        }
    }

    private void answer(HttpExchange exchange, EventSignature signature, byte[] content)
            throws Exception {
        var checker = new NonceChecker(() -> keys, "sealstream.local", Duration.ofHours(1));
        NonceCheck check = checker.check(signature.parameters().nonce(), device, Instant.now());
        String id = signature.facts().eventId().toString();
        if (check instanceof NonceCheck.Valid(var nonce, _)) {
            Integer before = used.putIfAbsent(nonce, Arrays.hashCode(content));
            if (before == null) {
                stored.putIfAbsent(id, content);
                receipt(exchange, 201, id);
            } else if (before == Arrays.hashCode(content)) {
                receipt(exchange, 200, id);
            } else {
                problem(exchange, Problem.NONCE_CONFLICT);
            }
        } else {
            refusedNonces.incrementAndGet();
            exchange.getResponseHeaders()
                    .add("Accept-Signature", AcceptSignature.fieldValue(epochs().issue(device)));
            problem(exchange, Problem.BAD_NONCE);
        }
    }

    private EpochIssuer epochs() {
        return new EpochIssuer(() -> keys, "sealstream.local", InstantSource.system());
    }

    private static Optional<X509Certificate> sender(HttpExchange exchange) {
        try {
            var chain = ((HttpsExchange) exchange).getSSLSession().getPeerCertificates();
            X509Certificate sender = (X509Certificate) chain[0];
            return Optional.of(sender)
                    .filter(leaf -> Instant.now().isBefore(leaf.getNotAfter().toInstant()));
        } catch (SSLPeerUnverifiedException e) {
            return Optional.empty();
        }
    }

    private void receipt(HttpExchange exchange, int status, String id) throws IOException {
        byte[] content = stored.get(id);
        if (content == null) {
            json(exchange, status, Map.of("state", "pending", "eventId", id));
        } else {
            Headers request = sent.getOrDefault(id, new Headers());
            json(
                    exchange,
                    status,
                    Map.of(
                            "state",
                            "stored",
                            "eventId",
                            id,
                            "stream",
                            request.getFirst("stream"),
                            "contentType",
                            request.getFirst("Content-Type"),
                            "digest",
                            ContentDigest.of(ContentDigest.Algorithm.SHA_256, content)));
        }
    }

    /** Remembers what a request says of its event. */
    private void note(HttpExchange exchange) {
        Headers fields = new Headers();
        String path = exchange.getRequestURI().getPath();
        fields.set("stream", path.substring(path.lastIndexOf('/') + 1));
        fields.set("Content-Type", exchange.getRequestHeaders().getFirst("Content-Type"));
        String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        sent.putIfAbsent(key.replace("\"", ""), fields);
    }

    static void problem(HttpExchange exchange, Problem problem) throws IOException {
        respond(exchange, problem.status(), problem.document());
    }

    static void json(HttpExchange exchange, int status, Object value) throws IOException {
        respond(exchange, status, Json.write(value));
    }

    static void respond(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}

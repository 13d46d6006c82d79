package io.sealstream.devstack.vault;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsExchange;
import io.sealstream.devstack.vault.request.Body;
import io.sealstream.devstack.vault.request.Operation;
import io.sealstream.devstack.vault.request.Refusal;
import io.sealstream.devstack.vault.request.Reply;
import io.sealstream.devstack.vault.request.Request;
import java.io.IOException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Turns HTTP into requests and answers into HTTP, in Vault's JSON shapes. */
final class HttpListener implements HttpHandler {
    private static final int MAX_BODY = 8 << 20;
    private static final String PREFIX = "/v1/";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final System.Logger LOG = System.getLogger(HttpListener.class.getName());

    private final Dispatcher dispatcher;

    HttpListener(Dispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            send(exchange, answer((HttpsExchange) exchange));
        }
    }

    private Reply answer(HttpsExchange exchange) {
        try {
            return dispatcher.answer(request(exchange));
        } catch (Refusal e) {
            return new Reply.Plain(e.status(), Map.of("errors", e.errors()));
        } catch (IOException | RuntimeException e) {
            String id = UUID.randomUUID().toString();
            LOG.log(System.Logger.Level.ERROR, "request failed, id " + id, e);
            return new Reply.Plain(500, Map.of("errors", List.of("internal error, id " + id)));
        }
    }

    private static Request request(HttpsExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (!path.startsWith(PREFIX)) {
            throw Refusal.notFound();
        }
        return new Request(
                Operation.of(exchange.getRequestMethod()),
                path.substring(PREFIX.length()).replaceAll("/+$", ""),
                body(exchange),
                chain(exchange),
                exchange.getRequestHeaders().getFirst("X-Vault-Token"));
    }

    private static Body body(HttpExchange exchange) throws IOException {
        byte[] bytes = exchange.getRequestBody().readNBytes(MAX_BODY + 1);
        if (bytes.length > MAX_BODY) {
            throw new Refusal(413, "request body too large");
        }
        try {
            JsonNode json = bytes.length == 0 ? JSON.createObjectNode() : JSON.readTree(bytes);
            if (!json.isObject()) {
                throw Refusal.badRequest("error parsing JSON");
            }
            return new Body(json);
        } catch (JsonProcessingException e) {
            throw Refusal.badRequest("error parsing JSON");
        }
    }

    private static List<X509Certificate> chain(HttpsExchange exchange)
            throws SSLPeerUnverifiedException {
        Certificate[] chain = exchange.getSSLSession().getPeerCertificates();
        return Arrays.stream(chain).map(X509Certificate.class::cast).toList();
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        switch (reply) {
            case Reply.Nothing nothing -> exchange.sendResponseHeaders(204, -1);
            case Reply.Raw raw -> send(exchange, 200, raw.contentType(), raw.bytes());
            case Reply.Plain plain -> send(exchange, plain.status(), plain.body());
            case Reply.Data data -> send(exchange, data.status(), envelope("data", data.data()));
            case Reply.Login login -> send(exchange, 200, envelope("auth", login.auth()));
        }
    }

    private static Map<String, Object> envelope(String part, Map<String, ?> content) {
        Map<String, Object> envelope = new LinkedHashMap<>();
        envelope.put("request_id", UUID.randomUUID().toString());
        envelope.put("lease_id", "");
        envelope.put("renewable", false);
        envelope.put("lease_duration", 0);
        envelope.put(part, content);
        return envelope;
    }

    private static void send(HttpExchange exchange, int status, Map<String, ?> body)
            throws IOException {
        send(exchange, status, "application/json", JSON.writeValueAsBytes(body));
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] bytes)
            throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}

package io.sealstream.reader;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.sealstream.protocol.Json;
import io.sealstream.protocol.ServiceName;
import io.sealstream.testkit.TestPki;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLParameters;

/** A read endpoint that answers what it is told, two events a page. */
final class StorageServer implements AutoCloseable {
    private static final int PAGE = 2;

    private final HttpsServer server;
    final List<Map<String, Object>> events = Collections.synchronizedList(new ArrayList<>());

    StorageServer(TestPki pki) throws IOException {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(
                new HttpsConfigurator(pki.endpoint(pki.service(ServiceName.STORAGE))) {
                    @Override
                    public void configure(HttpsParameters parameters) {
                        SSLParameters tls = getSSLContext().getDefaultSSLParameters();
                        tls.setProtocols(new String[] {"TLSv1.3"});
                        tls.setNeedClientAuth(true);
                        parameters.setSSLParameters(tls);
                    }
                });
        server.createContext("/v1/tenants/acme/devices/sensor-1/streams/room/events", this::answer);
        server.start();
    }

    URI uri() {
        return URI.create("https://localhost:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (!path.endsWith("/events")) {
                respond(exchange, Json.write(events.getFirst()));
            } else if ("application/x-ndjson"
                    .equals(exchange.getRequestHeaders().getFirst("Accept"))) {
                ByteArrayOutputStream lines = new ByteArrayOutputStream();
                for (Map<String, Object> event : events) {
                    lines.write(Json.write(event));
                    lines.write('\n');
                }
                respond(exchange, lines.toByteArray());
            } else {
                respond(exchange, page(exchange.getRequestURI().getQuery()));
            }
        }
    }

    private byte[] page(String query) {
        int at = query.indexOf("cursor=");
        int start = at < 0 ? 0 : Integer.parseInt(query.substring(at + 7));
        int end = Math.min(events.size(), start + PAGE);
        Map<String, Object> page = new HashMap<>();
        page.put("events", events.subList(start, end));
        page.put("next", end < events.size() ? String.valueOf(end) : null);
        return Json.write(page);
    }

    private static void respond(HttpExchange exchange, byte[] body) throws IOException {
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }
}

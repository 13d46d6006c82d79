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
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLParameters;

/** A read endpoint that answers what it is told, two events a page. */
final class StorageServer implements AutoCloseable {
    private static final int PAGE = 2;

    private final HttpsServer server;
    final List<Map<String, Object>> events = Collections.synchronizedList(new ArrayList<>());

    /** Exports end without their last line, and yet in a proper way. */
    volatile boolean isBroken;

    /** Answers to give before the first proper one. */
    final AtomicInteger refusals = new AtomicInteger();

    /** How long an answer stops in its middle. */
    volatile Duration silence = Duration.ZERO;

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
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
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
            if (refusals.getAndDecrement() > 0) {
                exchange.sendResponseHeaders(503, -1);
                return;
            }
            String path = exchange.getRequestURI().getPath();
            if (!path.endsWith("/events")) {
                respond(exchange, Json.write(events.getFirst()));
            } else if ("application/x-ndjson"
                    .equals(exchange.getRequestHeaders().getFirst("Accept"))) {
                ByteArrayOutputStream lines = new ByteArrayOutputStream();
                for (Map<String, Object> event : listed(0, events.size())) {
                    lines.write(Json.write(event));
                    lines.write('\n');
                }
                if (!isBroken) {
                    lines.write("{\"next\":\"end\"}\n".getBytes(StandardCharsets.UTF_8));
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
        page.put("events", listed(start, end));
        page.put("next", String.valueOf(end));
        page.put("more", end < events.size());
        return Json.write(page);
    }

    private List<Map<String, Object>> listed(int start, int end) {
        List<Map<String, Object>> listed = new ArrayList<>();
        for (int i = start; i < end; i++) {
            Map<String, Object> event = new HashMap<>(events.get(i));
            event.putIfAbsent("sequence", i + 1L);
            listed.add(event);
        }
        return listed;
    }

    private void respond(HttpExchange exchange, byte[] body) throws IOException {
        exchange.sendResponseHeaders(200, body.length);
        OutputStream out = exchange.getResponseBody();
        out.write(body, 0, body.length / 2);
        out.flush();
        LockSupport.parkNanos(silence.toNanos());
        out.write(body, body.length / 2, body.length - body.length / 2);
    }
}

package io.sealstream.operator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.DeviceState;
import io.sealstream.protocol.Json;
import io.sealstream.protocol.OperatorId;
import io.sealstream.protocol.Principal;
import io.sealstream.protocol.Problem;
import io.sealstream.protocol.identity.Pem;
import io.sealstream.protocol.identity.SpiffeCertificate;
import io.sealstream.testkit.TestPki;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Pattern;
import javax.net.ssl.SSLParameters;

/** The operator endpoint of vault-keys, with its devices in memory. */
public final class VaultKeysServer implements AutoCloseable {
    private final HttpsServer server;
    private final Map<DeviceId, DeviceState> devices =
            new ConcurrentSkipListMap<>(java.util.Comparator.comparing(DeviceId::key));
    private final Map<DeviceId, String> tokens = new HashMap<>();
    private int made;

    /** Answers every request with it, when it is there. */
    public volatile Optional<Problem> trouble = Optional.empty();

    public VaultKeysServer(TestPki pki, Principal name) throws IOException {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(
                new HttpsConfigurator(pki.endpoint(pki.service(name))) {
                    @Override
                    public void configure(HttpsParameters parameters) {
                        SSLParameters tls = getSSLContext().getDefaultSSLParameters();
                        tls.setProtocols(new String[] {"TLSv1.3"});
                        tls.setNeedClientAuth(true);
                        parameters.setSSLParameters(tls);
                    }
                });
        server.createContext("/v1/tenants/", this::answer);
        server.start();
    }

    public URI uri() {
        return URI.create("https://localhost:" + server.getAddress().getPort());
    }

    /** The token a device may enrol with now. */
    public String token(DeviceId device) {
        return tokens.getOrDefault(device, "none");
    }

    /** Writes the identity of a client to a folder. */
    public static Path identity(TestPki pki, Principal who, Path folder) throws Exception {
        TestPki.Leaf leaf = pki.tenant(who);
        Files.createDirectories(folder);
        Files.writeString(
                folder.resolve("cert.pem"), Pem.write(List.of(leaf.certificate(), leaf.issuer())));
        Files.writeString(folder.resolve("key.pem"), Pem.write(leaf.pair().getPrivate()));
        Files.writeString(folder.resolve("root.pem"), Pem.write(List.of(pki.root())));
        return folder;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (trouble.isPresent()) {
                problem(exchange, trouble.get());
            } else if (!fromOperator((HttpsExchange) exchange)) {
                problem(exchange, Problem.FORBIDDEN);
            } else {
                route(exchange, exchange.getRequestURI().getPath().split("/"), body);
            }
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    private static boolean fromOperator(HttpsExchange exchange) throws Exception {
        var leaf = (X509Certificate) exchange.getSSLSession().getPeerCertificates()[0];
        return SpiffeCertificate.read(leaf).principal() instanceof OperatorId;
    }

    /** {@code "", v1, tenants, TENANT, devices [, DEVICE [, OPERATION]]}. */
    private void route(HttpExchange exchange, String[] path, byte[] body) throws Exception {
        String tenant = path[3];
        if (path.length == 5) {
            if (exchange.getRequestMethod().equals("POST")) {
                register(exchange, new DeviceId(tenant, Json.read(body, Named.class).device()));
            } else {
                list(exchange, tenant);
            }
            return;
        }
        DeviceId id = new DeviceId(tenant, path[5]);
        DeviceState state = devices.get(id);
        String operation = path.length > 6 ? path[6] : "";
        if (state == null) {
            problem(exchange, Problem.NOT_FOUND);
        } else if (operation.equals("revocation")) {
            devices.put(id, state(id, DeviceState.Status.REVOKED));
            json(exchange, 200, devices.get(id));
        } else if (!operation.equals("enrolment-token")) {
            json(exchange, 200, state);
        } else if (state.status() == DeviceState.Status.REVOKED) {
            problem(exchange, Problem.FORBIDDEN);
        } else {
            invitation(exchange, 200, id);
        }
    }

    private void register(HttpExchange exchange, DeviceId id) throws IOException {
        if (devices.putIfAbsent(id, state(id, DeviceState.Status.REGISTERED)) != null) {
            problem(exchange, Problem.ALREADY_EXISTS);
        } else {
            invitation(exchange, 201, id);
        }
    }

    private void list(HttpExchange exchange, String tenant) throws IOException {
        String query = exchange.getRequestURI().getQuery();
        int limit = Integer.parseInt(parameter(query, "limit").orElseThrow());
        String cursor = parameter(query, "after").orElse("");
        List<DeviceState> after =
                devices.values().stream()
                        .filter(device -> device.tenant().equals(tenant))
                        .filter(device -> device.device().compareTo(cursor) > 0)
                        .toList();
        List<DeviceState> page = after.subList(0, Math.min(limit, after.size()));
        String next = page.size() < after.size() ? page.getLast().device() : null;
        json(exchange, 200, new DevicePage(page, next));
    }

    private static Optional<String> parameter(String query, String name) {
        return Pattern.compile("(?:^|&)" + name + "=([^&]*)")
                .matcher(query)
                .results()
                .map(found -> found.group(1))
                .findFirst();
    }

    private void invitation(HttpExchange exchange, int status, DeviceId id) throws IOException {
        tokens.put(id, "token-" + ++made);
        json(
                exchange,
                status,
                Map.of(
                        "tenant", id.tenant(),
                        "device", id.device(),
                        "enrolmentToken", tokens.get(id),
                        "expiresAt", Instant.parse("2026-11-22T10:00:00Z")));
    }

    private static DeviceState state(DeviceId id, DeviceState.Status status) {
        Instant since = Instant.parse("2026-11-21T10:00:00.123Z");
        return new DeviceState(1, id.tenant(), id.device(), status, since, List.of(), null);
    }

    private static void problem(HttpExchange exchange, Problem problem) throws IOException {
        respond(exchange, problem.status(), problem.document());
    }

    private static void json(HttpExchange exchange, int status, Object value) throws IOException {
        respond(exchange, status, Json.write(value));
    }

    private static void respond(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    private record Named(String device) {}

    @Override
    public void close() {
        server.stop(0);
    }
}

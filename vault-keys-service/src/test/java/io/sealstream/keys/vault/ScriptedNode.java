package io.sealstream.keys.vault;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.sealstream.keys.Pki;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.SpiffeId;
import io.sealstream.protocol.identity.Anchors;
import io.sealstream.protocol.identity.TlsIdentity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/** A node of Vault that answers as a test says, and keeps what it was asked. */
final class ScriptedNode implements AutoCloseable {
    private final HttpsServer server;
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private volatile Script script = path -> Told.status(503);

    /** What a node was asked. */
    record Asked(
            String path,
            @Nullable String token,
            @Nullable String namespace,
            X509Certificate client,
            int clientPort) {}

    /** What a node answers. */
    record Told(int status, String body, @Nullable String location) {
        static Told status(int status) {
            return new Told(status, "{}", null);
        }

        static Told redirect(URI to) {
            return new Told(307, "", to.toString());
        }
    }

    /** Answers a path below {@code /v1/}. */
    interface Script {
        Told answer(String path);
    }

    private ScriptedNode(HttpsServer server) {
        this.server = server;
    }

    static ScriptedNode start(Pki pki, Path folder) throws IOException {
        Path identity =
                pki.identity(
                        folder, pki.services(), new SpiffeId(Pki.TRUST_DOMAIN, ServiceName.VAULT));
        SSLContext tls = TlsIdentity.open(identity).server(Anchors.SERVICES);
        HttpsServer server =
                HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(
                new HttpsConfigurator(tls) {
                    @Override
                    public void configure(HttpsParameters parameters) {
                        SSLParameters wanted = tls.getDefaultSSLParameters();
                        wanted.setNeedClientAuth(true);
                        parameters.setSSLParameters(wanted);
                    }
                });
        ScriptedNode node = new ScriptedNode(server);
        server.createContext("/v1/", node::handle);
        server.start();
        return node;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().getPath().substring("/v1/".length());
            asked.add(
                    new Asked(
                            path,
                            exchange.getRequestHeaders().getFirst("X-Vault-Token"),
                            exchange.getRequestHeaders().getFirst("X-Vault-Namespace"),
                            (X509Certificate)
                                    ((HttpsExchange) exchange)
                                            .getSSLSession()
                                            .getPeerCertificates()[0],
                            exchange.getRemoteAddress().getPort()));
            Told told = script.answer(path);
            if (told.location() != null) {
                exchange.getResponseHeaders().set("Location", told.location());
            }
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            byte[] body = told.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(told.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    void plays(Script next) {
        script = next;
    }

    URI url() {
        return URI.create("https://localhost:" + server.getAddress().getPort());
    }

    List<Asked> asked() {
        return List.copyOf(asked);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

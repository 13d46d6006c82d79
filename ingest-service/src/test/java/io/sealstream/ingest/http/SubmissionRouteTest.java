package io.sealstream.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sealstream.fixture.TestDevice;
import io.sealstream.ingest.Admission;
import io.sealstream.ingest.Epochs;
import io.sealstream.ingest.RateLimit;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.DeviceState;
import io.sealstream.protocol.DeviceState.IdentityKey;
import io.sealstream.protocol.DeviceState.Status;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.SpiffeId;
import io.sealstream.protocol.identity.Pem;
import io.sealstream.protocol.identity.TlsContexts;
import io.sealstream.protocol.identity.TlsIdentity;
import io.sealstream.protocol.nonce.EpochIssuer;
import io.sealstream.protocol.nonce.EpochKey;
import io.sealstream.protocol.nonce.EpochKeys;
import io.sealstream.protocol.nonce.NonceChecker;
import io.sealstream.protocol.secret.KeyBytes;
import io.sealstream.protocol.signature.DeviceKey;
import io.sealstream.servicekit.IdentityConfig;
import io.sealstream.servicekit.devices.KnownDevice;
import io.sealstream.servicekit.http.Callers;
import io.sealstream.testkit.TestPki;
import io.sealstream.testkit.TestPki.Leaf;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.ext.web.Router;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a device that waits before it sends its event is told, byte by byte over mutual TLS. */
class SubmissionRouteTest {
    private static final String DOMAIN = "sealstream.local";
    private static final String JSON = "Content-Type: application/json";
    private static final String EXPECT = "Expect: 100-continue";

    @TempDir Path folder;
    private final TestPki pki = new TestPki();
    private final Vertx vertx = Vertx.vertx();
    private final Map<DeviceId, KnownDevice> devices = new HashMap<>();
    private final Leaf active = device("active", Status.ACTIVE);
    private final Leaf revoked = device("revoked", Status.REVOKED);
    private HttpServer server;

    @BeforeEach
    void serve() throws Exception {
        Leaf own = pki.service(ServiceName.INGEST);
        write("cert.pem", Pem.write(List.of(own.certificate(), own.issuer())));
        write("key.pem", Pem.write(own.pair().getPrivate()));
        write("services.pem", Pem.write(List.of(pki.services())));
        write("tenants.pem", Pem.write(List.of(pki.tenants())));
        Router router = Router.router(vertx);
        // As Quarkus hands requests over: nothing of a body comes before it is asked for.
        router.route()
                .handler(ctx -> {
                    ctx.request().pause();
                    ctx.next();
                });
        router.post("/v1/streams/:stream").handler(route());
        server = RawHttp.serve(vertx, tls(), router);
    }

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void activeDeviceIsToldToSendItsEvent() throws Exception {
        try (RawHttp client = as(active)) {
            // When
            client.send(event(EXPECT, JSON, "Content-Length: 2"));
            // Then
            assertThat(client.head()).startsWith("HTTP/1.1 100 ");
            client.send("{}");
            String head = client.head();
            assertThat(head).startsWith("HTTP/1.1 400 ").doesNotContain("connection: close");
            assertThat(client.body(head)).contains("malformed-request");
        }
    }

    @Test
    void whatTheHeaderFieldsDecideIsAnsweredAtOnce() throws Exception {
        assertRefused(revoked, "403", JSON, "Content-Length: 2");
        assertRefused(active, "413", JSON, "Content-Length: 20000");
        assertRefused(active, "415", "Content-Type: text/html", "Content-Length: 2");
        assertRefused(active, "415", JSON, "Content-Encoding: gzip", "Content-Length: 2");
        assertRefused(active, "400", "Content-Length: 2");
        assertRefused(active, "425", JSON, "Early-Data: 1", "Content-Length: 2");
    }

    @Test
    void requestBehindARefusedOneIsReached() throws Exception {
        try (RawHttp client = as(active)) {
            // When
            client.send(event(JSON, "Early-Data: 1", "Content-Length: 9000") + "x".repeat(9000));
            String refused = client.head();
            client.body(refused);
            client.send(event(JSON, "Content-Length: 2") + "{}");

            // Then
            assertThat(refused).startsWith("HTTP/1.1 425 ");
            assertThat(client.head()).startsWith("HTTP/1.1 400 ");
        }
    }

    private void assertRefused(Leaf device, String status, String... fields) throws Exception {
        try (RawHttp client = as(device)) {
            client.send(event(EXPECT, String.join("\r\n", fields)));
            assertThat(client.head())
                    .startsWith("HTTP/1.1 " + status + " ")
                    .contains("connection: close");
        }
    }

    private static String event(String... fields) {
        return RawHttp.post("/v1/streams/climate", fields);
    }

    private RawHttp as(Leaf device) throws Exception {
        SSLContext tls =
                TlsContexts.client(
                        device.pair().getPrivate(),
                        List.of(device.certificate()),
                        List.of(pki.root()),
                        new SpiffeId(DOMAIN, ServiceName.INGEST));
        return new RawHttp(tls.getSocketFactory().createSocket("localhost", server.actualPort()));
    }

    private SubmissionRoute route() {
        EpochKeys keys =
                EpochKeys.of(List.of(new EpochKey(1, KeyBytes.takeOwnershipOf(new byte[32]))));
        Admission admission =
                new Admission(
                        id -> Optional.ofNullable(devices.get(id)),
                        new NonceChecker(() -> keys, DOMAIN, Duration.ofHours(1)),
                        new RateLimit(
                                new RateLimit.Rates(
                                        new RateLimit.Rate(100, 100),
                                        new RateLimit.Rate(1e6, 1e6),
                                        new RateLimit.Rate(1, 1)),
                                System::nanoTime),
                        Set.of("application/json"));
        EpochIssuer epochs = new EpochIssuer(() -> keys, DOMAIN, InstantSource.system());
        IdentityConfig config =
                new IdentityConfig() {
                    @Override
                    public Path identityFolder() {
                        return folder;
                    }

                    @Override
                    public String trustDomain() {
                        return DOMAIN;
                    }
                };
        return new SubmissionRoute(
                admission,
                null,
                new BodyReader(1 << 20, Duration.ofSeconds(10)),
                new Answers(new Epochs(epochs), new SimpleMeterRegistry()),
                new EndpointSettings(
                        new Callers(config, TlsIdentity.open(folder)), 10_000, 0, Duration.ZERO));
    }

    private HttpServerOptions tls() {
        return new HttpServerOptions()
                .setSsl(true)
                .setEnabledSecureTransportProtocols(Set.of("TLSv1.3"))
                .setClientAuth(ClientAuth.REQUEST)
                .setKeyCertOptions(
                        new PemKeyCertOptions()
                                .setCertPath(folder.resolve("cert.pem").toString())
                                .setKeyPath(folder.resolve("key.pem").toString()))
                .setTrustOptions(
                        new PemTrustOptions()
                                .addCertPath(folder.resolve("tenants.pem").toString()));
    }

    private Leaf device(String name, Status status) {
        try (TestDevice envelope = new TestDevice("acme", name)) {
            Leaf leaf = pki.tenant(envelope.id());
            byte[] publicKey = leaf.pair().getPublic().getEncoded();
            IdentityKey key =
                    new IdentityKey(
                            DeviceKey.ofSubjectPublicKeyInfo(publicKey).keyId(),
                            publicKey,
                            leaf.certificate().getEncoded(),
                            leaf.certificate().getNotAfter().toInstant(),
                            null);
            DeviceState state =
                    new DeviceState(
                            1,
                            "acme",
                            name,
                            status,
                            Instant.EPOCH,
                            List.of(key),
                            envelope.envelopeKey());
            devices.put(envelope.id(), KnownDevice.of(state));
            return leaf;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private void write(String name, String text) throws Exception {
        Files.writeString(folder.resolve(name), text);
    }
}

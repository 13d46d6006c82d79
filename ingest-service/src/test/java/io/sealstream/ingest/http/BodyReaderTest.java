package io.sealstream.ingest.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.ingest.Refusal;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bodies as a server reads them from sockets. */
class BodyReaderTest {
    private static final int LIMIT = 60_000;
    private static final int BUDGET = 100_000;
    private static final int MOST_OF_IT = 50_000;

    private final Vertx vertx = Vertx.vertx();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final AtomicLong charged = new AtomicLong();
    private HttpServer server;

    @BeforeEach
    void listen() throws Exception {
        Router router = Router.router(vertx);
        BodyReader bodies = new BodyReader(BUDGET, Duration.ofSeconds(2));
        router.post("/")
                .handler(ctx ->
                        bodies.read(ctx, LIMIT, sender(ctx))
                                .onSuccess(body -> ctx.response().end("read " + body.length))
                                .onFailure(e -> {
                                    failure.set(e);
                                    ctx.response()
                                            .setStatusCode(400)
                                            .end(String.valueOf(e.getMessage()));
                                }));
        server =
                vertx.createHttpServer()
                        .requestHandler(router)
                        .listen(0, "127.0.0.1")
                        .toCompletionStage()
                        .toCompletableFuture()
                        .get();
    }

    @AfterEach
    void close() {
        var _ = vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void wholeBodyIsRead() throws IOException {
        try (Socket socket = send(LIMIT, LIMIT)) {
            assertThat(answer(socket)).contains("200 OK").contains("read " + LIMIT);
        }
    }

    @Test
    void bodyOverTheLimitIsTooLargeBeforeItHasEnded() throws IOException {
        try (Socket socket = send(10 * LIMIT, 2 * LIMIT)) {
            assertThat(answer(socket)).contains("too-large");
        }
    }

    @Test
    void bodyThatDoesNotEndIsTooSlow() throws IOException {
        try (Socket socket = send(10, 9)) {
            assertThat(answer(socket)).contains("too-slow");
        }
    }

    @Test
    void bodiesTogetherHoldNoMoreThanTheBudgetAndGiveItBack() throws IOException {
        // Given
        try (Socket first = send("a", LIMIT, MOST_OF_IT);
                Socket second = send("b", LIMIT, MOST_OF_IT)) {
            // When
            first.getOutputStream().write(new byte[1000]);
            second.getOutputStream().write(new byte[1000]);
            String refused = answer(first) + answer(second);

            // Then
            assertThat(refused).contains("unavailable");
        }
        try (Socket first = send("a", LIMIT, LIMIT);
                Socket second = send("b", LIMIT - 30_000, LIMIT - 30_000)) {
            assertThat(answer(first)).contains("200 OK");
            assertThat(answer(second)).contains("200 OK");
        }
    }

    @Test
    void oneSenderHoldsNoMoreThanItsShareAndIsChargedForAllItSends() throws IOException {
        try (Socket first = send("a", LIMIT, MOST_OF_IT / 2);
                Socket second = send("a", LIMIT, MOST_OF_IT)) {
            // When
            first.getOutputStream().write(new byte[1000]);
            second.getOutputStream().write(new byte[1000]);

            // Then
            assertThat(answer(first) + answer(second)).contains("too-fast");
            assertThat(charged.get()).isGreaterThan(LIMIT);
        }
    }

    @Test
    void senderThatGoesAwayIsNoError() throws Exception {
        // When
        send(10, 5).close();

        // Then
        for (int i = 0; failure.get() == null && i < 100; i++) {
            Thread.sleep(20);
        }
        assertThat(failure.get())
                .isInstanceOf(BodyReader.AbortedException.class)
                .isNotInstanceOf(Refusal.class);
    }

    private BodyReader.Sender sender(RoutingContext ctx) {
        return new BodyReader.Sender(ctx.request().getHeader("Host"), charged::addAndGet);
    }

    private Socket send(int length, int sent) throws IOException {
        return send("a", length, sent);
    }

    private Socket send(String sender, int length, int sent) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.actualPort());
        socket.setSoTimeout(10_000);
        String head =
                "POST / HTTP/1.1\r\nHost: " + sender + "\r\nContent-Length: " + length + "\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(US_ASCII));
        socket.getOutputStream().write(new byte[sent]);
        socket.getOutputStream().flush();
        return socket;
    }

    /** What has come until the answer's body is there. */
    private static String answer(Socket socket) throws IOException {
        StringBuilder text = new StringBuilder();
        byte[] part = new byte[512];
        while (!text.toString().contains("\r\n\r\n") || text.toString().endsWith("\r\n\r\n")) {
            int read = socket.getInputStream().read(part);
            if (read < 0) {
                break;
            }
            text.append(new String(part, 0, read, US_ASCII));
        }
        return text.toString();
    }
}

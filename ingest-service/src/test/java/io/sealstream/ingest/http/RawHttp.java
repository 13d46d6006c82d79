package io.sealstream.ingest.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** HTTP/1.1 over a socket of which every byte is the test's. */
final class RawHttp implements AutoCloseable {
    private final Socket socket;
    private final OutputStream out;
    private final BufferedReader in;

    RawHttp(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(10_000);
        out = socket.getOutputStream();
        in =
                new BufferedReader(
                        new InputStreamReader(
                                socket.getInputStream(), StandardCharsets.ISO_8859_1));
    }

    /** Serves a router on a free port of loopback. */
    static HttpServer serve(Vertx vertx, HttpServerOptions options, Router router) {
        return vertx.createHttpServer(options)
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    static String post(String path, String... fields) {
        return "POST "
                + path
                + " HTTP/1.1\r\nHost: localhost\r\n"
                + String.join("\r\n", fields)
                + "\r\n\r\n";
    }

    void send(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    /** Status line and lower-case header fields. */
    String head() throws IOException {
        List<String> lines = new ArrayList<>(List.of(in.readLine()));
        for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
            lines.add(line.toLowerCase(Locale.ROOT));
        }
        return String.join("\n", lines);
    }

    /** The body that follows a head. */
    String body(String head) throws IOException {
        int length = Integer.parseInt(head.replaceAll("(?s).*content-length: (\\d+).*", "$1"));
        char[] body = new char[length];
        for (int read = 0; read < length; ) {
            read += in.read(body, read, length - read);
        }
        return new String(body);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

package io.sealstream.systemtests.fuzz;

import io.sealstream.fuzzing.requests.RequestBytes;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** One caller's connection to one listener, opened again whenever it ends. */
public final class Sender implements AutoCloseable {
    private static final int PATIENCE_MS = 15_000;

    /** How long to wait for an answer to a request whose end the receiver cannot know. */
    private static final int SHORT_PATIENCE_MS = 300;

    private static final byte[] HEAD = "HEAD ".getBytes(StandardCharsets.US_ASCII);

    private final SSLSocketFactory connections;
    private final int port;
    private @Nullable Socket socket;
    private InputStream in = InputStream.nullInputStream();

    /** Connects when there is something to send. */
    public Sender(SSLSocketFactory connections, int port) {
        this.connections = connections;
        this.port = port;
    }

    /** Sends a request and reads what comes back. */
    public Reply send(RequestBytes request) throws IOException {
        Socket connection = socket == null ? open() : socket;
        Reply reply = exchange(connection, request);
        if (!reply.whole() || !request.ended() || reply.text().contains("onnection: close")) {
            close();
        }
        return reply;
    }

    private Reply exchange(Socket connection, RequestBytes request) throws IOException {
        connection.setSoTimeout(request.ended() ? PATIENCE_MS : SHORT_PATIENCE_MS);
        try {
            connection.getOutputStream().write(request.bytes());
            connection.getOutputStream().flush();
        } catch (IOException e) {
            // It may have answered before it closed.
        }
        try {
            return Reply.read(in, startsWithHead(request.bytes()));
        } catch (IOException e) {
            return new Reply(0, "", false);
        }
    }

    private static boolean startsWithHead(byte[] bytes) {
        return bytes.length > HEAD.length
                && Arrays.equals(bytes, 0, HEAD.length, HEAD, 0, HEAD.length);
    }

    private Socket open() throws IOException {
        Socket opened = connections.createSocket("localhost", port);
        opened.setTcpNoDelay(true);
        socket = opened;
        in = new BufferedInputStream(opened.getInputStream());
        return opened;
    }

    @Override
    public void close() throws IOException {
        Socket open = socket;
        socket = null;
        if (open != null) {
            open.close();
        }
    }
}

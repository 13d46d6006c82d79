package io.sealstream.systemtests.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** One request on a connection of its own, below any client library. */
public final class Probe {
    private static final int TIMEOUT_MS = 10_000;
    private static final int START = 16;

    private Probe() {}

    /**
     * Whether a request is answered over TLS, offered in one version.
     *
     * @throws IllegalStateException when nothing listens: every refusal would then be true for the
     *     wrong reason
     */
    public static boolean isAnswered(int port, Wire wire, SSLContext tls, String version) {
        try (Socket plain = connect(port);
                SSLSocket socket =
                        (SSLSocket)
                                tls.getSocketFactory()
                                        .createSocket(plain, "localhost", port, true)) {
            socket.setEnabledProtocols(new String[] {version});
            return ask(socket, wire);
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether a request is answered without TLS. */
    public static boolean isAnsweredInPlaintext(int port, Wire wire) {
        try (Socket socket = connect(port)) {
            return ask(socket, wire);
        } catch (IOException e) {
            return false;
        }
    }

    private static Socket connect(int port) {
        try {
            Socket socket = new Socket(InetAddress.getByName("localhost"), port);
            socket.setSoTimeout(TIMEOUT_MS);
            return socket;
        } catch (IOException e) {
            throw new IllegalStateException("nothing listens on port " + port, e);
        }
    }

    private static boolean ask(Socket socket, Wire wire) throws IOException {
        socket.getOutputStream().write(wire.request());
        socket.getOutputStream().flush();
        return wire.answers(socket.getInputStream().readNBytes(START));
    }
}

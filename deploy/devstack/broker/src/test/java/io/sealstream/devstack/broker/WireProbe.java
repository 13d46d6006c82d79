package io.sealstream.devstack.broker;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * Asks a Kafka port the one question it answers to everybody whom it accepts: ApiVersions, version
 * 0. Who gets no answer to it gets none to anything, because no request is read before.
 */
final class WireProbe {
    private static final int TIMEOUT_MS = 10_000;
    private static final short API_VERSIONS = 18;
    private static final int CORRELATION = 0x5ea1;

    private WireProbe() {}

    /** Whether a request is answered over TLS, offered in the versions given. */
    static boolean isAnswered(int port, SSLContext tls, String... versions) {
        try (Socket plain = connect(port);
                SSLSocket socket =
                        (SSLSocket)
                                tls.getSocketFactory()
                                        .createSocket(plain, "localhost", port, true)) {
            socket.setEnabledProtocols(versions);
            return ask(socket);
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether a request is answered without TLS. */
    static boolean isAnsweredInPlaintext(int port) {
        try (Socket socket = connect(port)) {
            return ask(socket);
        } catch (IOException e) {
            return false;
        }
    }

    private static Socket connect(int port) {
        try {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(TIMEOUT_MS);
            return socket;
        } catch (IOException e) {
            // A closed port would make every refusal true for the wrong reason.
            throw new IllegalStateException("nothing listens on port " + port, e);
        }
    }

    private static boolean ask(Socket socket) throws IOException {
        DataOutputStream out = new DataOutputStream(socket.getOutputStream());
        out.writeInt(10);
        out.writeShort(API_VERSIONS);
        out.writeShort(0);
        out.writeInt(CORRELATION);
        out.writeShort(-1);
        out.flush();
        DataInputStream in = new DataInputStream(socket.getInputStream());
        in.readInt();
        return in.readInt() == CORRELATION;
    }
}

package io.sealstream.servicekit.probe;

import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.identity.TlsIdentity;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLSocket;

/**
 * {@code HealthProbe PORT PATH}: asks the service of this container over mutual TLS, with the
 * service's own identity, and ends with 0 when it answers 200. The management port is on loopback
 * and refuses every client without a certificate, the kubelet included.
 */
public final class HealthProbe {
    private static final int PATIENCE_MILLIS = 4_000;

    private HealthProbe() {}

    public static void main(String[] args) {
        if (args.length != 2) {
            System.err.println("usage: HealthProbe PORT PATH");
            System.exit(2);
        }
        String folder = System.getenv("SEALSTREAM_IDENTITY_FOLDER");
        if (folder == null) {
            System.err.println("SEALSTREAM_IDENTITY_FOLDER is not set");
            System.exit(2);
        }
        String answer = ask(Path.of(folder), Integer.parseInt(args[0]), args[1]);
        if (!healthy(answer)) {
            System.err.println(answer);
            System.exit(1);
        }
    }

    /** Whether an answer says that all is well. */
    static boolean healthy(String answer) {
        return answer.matches("HTTP/1\\.[01] 200( .*)?");
    }

    /** The status line of the answer, or what went wrong. */
    static String ask(Path identityFolder, int port, String path) {
        try (SSLSocket socket = connect(TlsIdentity.open(identityFolder), port)) {
            String request =
                    "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String line =
                    new BufferedReader(
                                    new InputStreamReader(
                                            socket.getInputStream(), StandardCharsets.US_ASCII))
                            .readLine();
            return line == null ? "no answer" : line;
        } catch (IOException | CertificateException | IllegalStateException e) {
            return "no answer: " + e;
        }
    }

    private static SSLSocket connect(TlsIdentity identity, int port)
            throws IOException, CertificateException {
        if (!(identity.id().principal() instanceof ServiceName self)) {
            throw new CertificateException("not a service: " + identity.id());
        }
        SSLSocket socket = (SSLSocket) identity.client(self).getSocketFactory().createSocket();
        socket.connect(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }
}

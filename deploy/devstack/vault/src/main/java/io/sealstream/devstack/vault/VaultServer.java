package io.sealstream.devstack.vault;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.sealstream.devstack.vault.barrier.Barrier;
import io.sealstream.protocol.identity.Anchors;
import io.sealstream.protocol.identity.TlsIdentity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * The listening server: loopback, TLS 1.3, client certificate of a service required. There is no
 * other listener.
 */
public final class VaultServer implements AutoCloseable {
    private final HttpsServer server;
    private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();

    private VaultServer(HttpsServer server) {
        this.server = server;
    }

    /** Starts it, sealed. Port 0 takes a free one. */
    public static VaultServer start(Path state, Path identity, int port, InstantSource clock)
            throws IOException {
        SealPaths seal = new SealPaths(new Barrier(state), clock);
        SSLContext tls = TlsIdentity.open(identity).server(Anchors.SERVICES);
        HttpsServer server =
                HttpsServer.create(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setHttpsConfigurator(
                new HttpsConfigurator(tls) {
                    @Override
                    public void configure(HttpsParameters parameters) {
                        SSLParameters ssl = getSSLContext().getDefaultSSLParameters();
                        ssl.setProtocols(new String[] {"TLSv1.3"});
                        ssl.setNeedClientAuth(true);
                        parameters.setSSLParameters(ssl);
                    }
                });
        VaultServer running = new VaultServer(server);
        server.createContext("/", new HttpListener(new Dispatcher(seal)));
        server.setExecutor(running.requests);
        server.start();
        return running;
    }

    /** The port it listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(1);
        requests.shutdownNow();
    }
}

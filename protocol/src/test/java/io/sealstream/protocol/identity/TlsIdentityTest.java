package io.sealstream.protocol.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealstream.protocol.ServiceName;
import io.sealstream.testkit.TestPki;
import io.sealstream.testkit.TestPki.Leaf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom a process talks to, with the anchors that are in its folder. */
class TlsIdentityTest {
    private final TestPki pki = new TestPki();

    @TempDir Path folder;

    @BeforeEach
    void beStorage() throws Exception {
        Leaf own = pki.service(ServiceName.STORAGE);
        Files.writeString(
                folder.resolve("cert.pem"), Pem.write(List.of(own.certificate(), own.issuer())));
        Files.writeString(folder.resolve("key.pem"), Pem.write(own.pair().getPrivate()));
        Files.writeString(folder.resolve("tenants.pem"), Pem.write(List.of(pki.tenants())));
    }

    @Test
    void talksToTheServiceThatTheServicesAuthorityVouchesFor() throws Exception {
        trustForServices(pki.services());
        assertThat(reach(pki.service(ServiceName.VAULT_KEYS))).isTrue();
    }

    @Test
    void doesNotTalkToAnotherService() throws Exception {
        trustForServices(pki.services());
        assertThatThrownBy(() -> reach(pki.service(ServiceName.INGEST)))
                .isInstanceOf(SSLHandshakeException.class);
    }

    @Test
    void doesNotTakeAServicesNameFromTheTenantsAuthorityEvenWhereTheRootIsTrustedByMistake()
            throws Exception {
        trustForServices(pki.services(), pki.root());
        assertThatThrownBy(() -> reach(pki.tenant(ServiceName.VAULT_KEYS)))
                .isInstanceOf(SSLHandshakeException.class);
    }

    private void trustForServices(X509Certificate... anchors) throws Exception {
        Files.writeString(folder.resolve("services.pem"), Pem.write(List.of(anchors)));
    }

    /** Completes a handshake with a server as storage expecting vault-keys. */
    private boolean reach(Leaf owner) throws Exception {
        SSLContext server = pki.endpoint(owner);
        try (SSLServerSocket listener =
                (SSLServerSocket) server.getServerSocketFactory().createServerSocket(0)) {
            CompletableFuture<Void> answering =
                    CompletableFuture.runAsync(() -> answerOne(listener));
            SSLContext storage = TlsIdentity.open(folder).client(ServiceName.VAULT_KEYS);
            try (SSLSocket socket =
                    (SSLSocket)
                            storage.getSocketFactory()
                                    .createSocket("localhost", listener.getLocalPort())) {
                socket.startHandshake();
                return socket.getSession().isValid();
            } finally {
                answering.join();
            }
        }
    }

    private static void answerOne(SSLServerSocket listener) {
        try (SSLSocket socket = (SSLSocket) listener.accept()) {
            socket.startHandshake();
        } catch (IOException e) {
            // The other side may hang up: that is what some tests are about.
        }
    }
}

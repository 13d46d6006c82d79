package io.sealstream.peers.container;

import io.sealstream.devstack.identity.IssuedIdentity;
import io.sealstream.devstack.identity.PrivateFiles;
import io.sealstream.devstack.identity.TemporaryAuthority;
import io.sealstream.peers.PeerServer;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.SpiffeId;
import io.sealstream.protocol.identity.TlsIdentity;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** The document server with the users of the platform, ready for them. */
public final class RunningDocuments implements AutoCloseable {
    private static final Duration LIFE = Duration.ofHours(1);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<ServiceName> USERS =
            List.of(ServiceName.STORAGE, ServiceName.VAULT_KEYS);

    private final TemporaryAuthority authority = TemporaryAuthority.create(LIFE);
    private final Path folder;
    private final RunningPeer peer;

    private RunningDocuments(Path folder) throws IOException {
        this.folder = folder;
        for (ServiceName user : USERS) {
            PrivateFiles.createFolder(users());
            PrivateFiles.write(passwordFile(user), UUID.randomUUID() + "\n");
        }
        PrivateFiles.createFolder(folder.resolve("state"));
        identity(ServiceName.DOCUMENT_STORE);
        peer =
                RunningPeer.start(
                        PeerServer.documents(
                                folder.resolve(ServiceName.DOCUMENT_STORE.label()),
                                users(),
                                folder.resolve("state")));
    }

    /** Starts it, with everything it needs and keeps in a folder. */
    public static RunningDocuments start(Path folder) throws IOException, InterruptedException {
        RunningDocuments documents = new RunningDocuments(folder);
        documents.awaitReady();
        return documents;
    }

    private Path users() {
        return folder.resolve("users");
    }

    /** The file with the password of a service. */
    public Path passwordFile(ServiceName service) {
        return users().resolve(service.label());
    }

    /** An identity of a service that the server trusts. */
    public TlsIdentity identity(ServiceName service) throws IOException {
        return identity(authority, service);
    }

    /** An identity from an authority of the caller's choice; it trusts the server. */
    public TlsIdentity identity(TemporaryAuthority issuer, ServiceName service) throws IOException {
        IssuedIdentity issued = issuer.issue(new SpiffeId("sealstream.local", service), LIFE);
        IssuedIdentity.AnchorSet anchors =
                new IssuedIdentity.AnchorSet(
                        authority.certificate(), authority.certificate(), authority.certificate());
        Path own =
                issuer == authority
                        ? folder.resolve(service.label())
                        : folder.resolve("stranger-" + service.label());
        new IssuedIdentity(issued.key(), issued.chain(), anchors).writeTo(own);
        return TlsIdentity.open(own);
    }

    /** Where it is. */
    public int port() {
        return peer.port();
    }

    /** Kills it as a power cut would. */
    public void kill() {
        peer.kill();
    }

    /** Starts it again on what it kept. */
    public void startAgain() throws IOException, InterruptedException {
        peer.startAgain();
        awaitReady();
    }

    /** It listens only once its users are known. */
    private void awaitReady() throws IOException, InterruptedException {
        SSLContext tls = identity(ServiceName.STORAGE).client(ServiceName.DOCUMENT_STORE);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try (SSLSocket socket =
                    (SSLSocket) tls.getSocketFactory().createSocket("localhost", port())) {
                socket.setSoTimeout((int) PATIENCE.toMillis());
                socket.startHandshake();
                return;
            } catch (IOException e) {
                if (System.nanoTime() > end) {
                    throw new IllegalStateException(
                            "the document server does not answer: " + peer.log(), e);
                }
                TimeUnit.MILLISECONDS.sleep(200);
            }
        }
    }

    @Override
    public void close() {
        peer.close();
    }
}

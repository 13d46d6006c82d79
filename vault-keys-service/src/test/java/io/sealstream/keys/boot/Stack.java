package io.sealstream.keys.boot;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.sealstream.devstack.vault.servers.VaultKind;
import io.sealstream.keys.Pki;
import io.sealstream.keys.vault.StartedVault;
import io.sealstream.protocol.Principal;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.SpiffeId;
import io.sealstream.protocol.identity.Pem;
import io.sealstream.protocol.identity.TlsIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Everything around vault-keys but the broker: a PKI, Vault, the document store. */
public final class Stack implements QuarkusTestResourceLifecycleManager {
    private static @Nullable Path folder;
    private static @Nullable Pki pki;
    private static @Nullable StartedVault vault;
    private @Nullable MongoServer documents;

    @Override
    public Map<String, String> start() {
        try {
            Path home = Files.createTempDirectory("vault-keys");
            Pki fresh = new Pki();
            StartedVault emulator = StartedVault.start(VaultKind.EMULATOR, home, fresh);
            MongoServer store = documentStore(home, fresh);
            folder = home;
            pki = fresh;
            vault = emulator;
            documents = store;
            return Map.of(
                    "sealstream.identity.folder",
                    home.resolve("vault-keys").toString(),
                    "sealstream.trust-domain",
                    Pki.TRUST_DOMAIN,
                    "sealstream.kafka.bootstrap-servers",
                    "localhost:1",
                    "sealstream.vault.url",
                    emulator.vault().url().toString(),
                    "sealstream.documents.url",
                    "mongodb://localhost:" + store.getLocalAddress().getPort(),
                    "sealstream.documents.login",
                    "tls");
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static MongoServer documentStore(Path home, Pki pki)
            throws IOException, GeneralSecurityException {
        SpiffeId id = new SpiffeId(Pki.TRUST_DOMAIN, ServiceName.DOCUMENT_STORE);
        Path identity = pki.identity(home.resolve("document-store"), pki.services(), id);
        MongoServer server = new MongoServer(new MemoryBackend());
        server.enableSsl(
                Pem.readPrivateKey(identity.resolve("key.pem")),
                null,
                Pem.readCertificates(identity.resolve("cert.pem")).toArray(new X509Certificate[0]));
        server.bind("localhost", 0);
        return server;
    }

    /** A client's context of a caller of vault-keys. */
    static SSLContext caller(Principal principal) {
        Pki authorities = Objects.requireNonNull(pki);
        Path home = Objects.requireNonNull(folder);
        Path identity =
                authorities.identity(
                        home.resolve("caller" + principal.path().replace('/', '-')),
                        principal instanceof ServiceName
                                ? authorities.services()
                                : authorities.tenants(),
                        new SpiffeId(Pki.TRUST_DOMAIN, principal));
        return TlsIdentity.open(identity).client(ServiceName.VAULT_KEYS);
    }

    static StartedVault vault() {
        return Objects.requireNonNull(vault);
    }

    @Override
    public void stop() {
        if (vault != null) {
            vault.close();
        }
        if (documents != null) {
            documents.shutdownNow();
        }
    }
}

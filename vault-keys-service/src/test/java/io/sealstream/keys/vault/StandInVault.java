package io.sealstream.keys.vault;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.sealstream.devstack.vault.VaultServer;
import io.sealstream.keys.Pki;
import io.sealstream.protocol.Json;
import io.sealstream.protocol.MalformedRecordException;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.SpiffeId;
import io.sealstream.protocol.identity.TlsIdentity;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** The Vault stand-in of the local stack, in this process, initialised and set up. */
public final class StandInVault implements AutoCloseable {
    private final VaultServer server;
    private final RunningVault vault;

    private StandInVault(VaultServer server, RunningVault vault) {
        this.server = server;
        this.vault = vault;
    }

    private record Init(
            @JsonProperty("keys_base64") List<String> keys,
            @JsonProperty("root_token") String rootToken) {}

    /** Starts one whose state is in {@code folder}. */
    public static StandInVault start(Path folder, Pki pki) {
        SpiffeId vaultId = new SpiffeId(Pki.TRUST_DOMAIN, ServiceName.VAULT);
        SpiffeId keysId = new SpiffeId(Pki.TRUST_DOMAIN, ServiceName.VAULT_KEYS);
        Path identity = pki.identity(folder.resolve("vault"), pki.services(), vaultId);
        Path client = pki.identity(folder.resolve("vault-keys"), pki.services(), keysId);
        try {
            VaultServer server =
                    VaultServer.start(folder.resolve("state"), identity, 0, InstantSource.system());
            URI url = URI.create("https://localhost:" + server.port());
            Init init = init(url, client);
            RunningVault vault =
                    new RunningVault(url, client, init.rootToken(), init.keys().getFirst());
            vault.unseal();
            vault.setUp(pki.services().certificate());
            return new StandInVault(server, vault);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Init init(URI url, Path client) throws IOException {
        byte[] body = Json.write(Map.of("secret_shares", 1, "secret_threshold", 1));
        HttpRequest request =
                HttpRequest.newBuilder(url.resolve("/v1/sys/init"))
                        .PUT(BodyPublishers.ofByteArray(body))
                        .build();
        try (HttpClient http =
                HttpClient.newBuilder()
                        .sslContext(TlsIdentity.open(client).client(ServiceName.VAULT))
                        .version(HttpClient.Version.HTTP_1_1)
                        .build()) {
            return Json.read(http.send(request, BodyHandlers.ofByteArray()).body(), Init.class);
        } catch (MalformedRecordException | InterruptedException e) {
            throw new IOException(e);
        }
    }

    public RunningVault vault() {
        return vault;
    }

    @Override
    public void close() {
        server.close();
    }
}

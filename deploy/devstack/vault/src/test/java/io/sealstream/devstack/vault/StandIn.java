package io.sealstream.devstack.vault;

import io.sealstream.devstack.identity.TemporaryAuthority;
import io.sealstream.devstack.vault.contract.VaultUnderTest;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.SpiffeId;
import io.sealstream.protocol.identity.Pem;
import io.sealstream.protocol.identity.TlsIdentity;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** Starts the stand-in in this process with a state folder, initialised and unsealed. */
final class StandIn implements AutoCloseable {
    private final VaultServer server;
    private final VaultUnderTest vault;

    private StandIn(VaultServer server, VaultUnderTest vault) {
        this.server = server;
        this.vault = vault;
    }

    static StandIn fresh(Path folder) throws IOException, GeneralSecurityException {
        TemporaryAuthority authority = TemporaryAuthority.create(Duration.ofHours(1));
        TemporaryAuthority other = TemporaryAuthority.create(Duration.ofHours(1));
        issue(authority, ServiceName.VAULT, folder.resolve("vault"));
        issue(authority, ServiceName.VAULT_KEYS, folder.resolve("client"));
        issue(other, ServiceName.VAULT_KEYS, folder.resolve("stranger"));
        // The stranger trusts the server; it is the server that must refuse.
        Files.copy(
                folder.resolve("client").resolve("services.pem"),
                folder.resolve("stranger").resolve("services.pem"),
                StandardCopyOption.REPLACE_EXISTING);
        VaultServer server = start(folder);
        VaultUnderTest sealed =
                underTest(folder, server, Pem.write(List.of(authority.certificate())), "", "");
        var made =
                sealed.call(
                                "PUT",
                                "sys/init",
                                Map.of("secret_shares", 1, "secret_threshold", 1),
                                null)
                        .json();
        String key = made.get("keys_base64").get(0).asText();
        sealed.call("PUT", "sys/unseal", Map.of("key", key), null);
        return new StandIn(
                server,
                underTest(
                        folder,
                        server,
                        sealed.serviceAnchor(),
                        made.get("root_token").asText(),
                        key));
    }

    static VaultServer start(Path folder) throws IOException {
        return VaultServer.start(
                folder.resolve("state"), folder.resolve("vault"), 0, InstantSource.system());
    }

    private static void issue(TemporaryAuthority authority, ServiceName name, Path folder)
            throws IOException {
        authority
                .issue(new SpiffeId("sealstream.local", name), Duration.ofHours(1))
                .writeTo(folder);
    }

    static VaultUnderTest underTest(
            Path folder, VaultServer server, String anchor, String token, String key) {
        return new VaultUnderTest(
                URI.create("https://localhost:" + server.port()),
                client(folder.resolve("client")),
                client(folder.resolve("stranger")),
                anchor,
                token,
                key);
    }

    private static HttpClient client(Path folder) {
        return VaultUnderTest.client(TlsIdentity.open(folder).client(ServiceName.VAULT));
    }

    VaultUnderTest vault() {
        return vault;
    }

    @Override
    public void close() {
        server.close();
    }
}

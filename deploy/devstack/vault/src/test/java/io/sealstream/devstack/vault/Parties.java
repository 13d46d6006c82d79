package io.sealstream.devstack.vault;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.devstack.identity.IssuedIdentity;
import io.sealstream.devstack.identity.TemporaryAuthority;
import io.sealstream.devstack.identity.TlsProbe;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.SpiffeId;
import io.sealstream.protocol.identity.Pem;
import io.sealstream.protocol.identity.TlsIdentity;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** Who takes part in a test of a Vault: their identities, in a folder, and how they open it. */
final class Parties {
    private static final Duration LIFE = Duration.ofHours(1);
    private static final byte[] HEALTH =
            "GET /v1/sys/health HTTP/1.1\r\nHost: localhost\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII);

    private final Path folder;
    private final TemporaryAuthority authority = TemporaryAuthority.create(LIFE);
    private final String anchor;

    Parties(Path folder) throws IOException, CertificateException {
        this.folder = folder;
        this.anchor = Pem.write(List.of(authority.certificate()));
        authority.issue(id(ServiceName.VAULT), LIFE).writeTo(server());
        IssuedIdentity client = authority.issue(id(ServiceName.VAULT_KEYS), LIFE);
        client.writeTo(folder.resolve("client"));
        IssuedIdentity stranger =
                TemporaryAuthority.create(LIFE).issue(id(ServiceName.VAULT_KEYS), LIFE);
        // The stranger trusts the server; it is the server that must refuse.
        new IssuedIdentity(stranger.key(), stranger.chain(), client.anchors())
                .writeTo(folder.resolve("stranger"));
    }

    private static SpiffeId id(ServiceName service) {
        return new SpiffeId("sealstream.local", service);
    }

    /** Holds a server to answering a service, and nobody else. */
    void assertIntrudersGetNoAnswer(int port) throws Exception {
        TlsProbe probe = new TlsProbe(port, HEALTH);
        SpiffeId client = id(ServiceName.VAULT_KEYS);
        assertThat(
                        probe.answered(
                                TlsProbe.context(
                                        authority.issue(client, LIFE),
                                        List.of(authority.certificate()),
                                        id(ServiceName.VAULT))))
                .as("a service")
                .isTrue();
        TlsProbe.intruders(authority, client, ServiceName.VAULT)
                .forEach((what, tls) -> assertThat(probe.answered(tls)).as(what).isFalse());
    }

    /** The server's identity folder. */
    Path server() {
        return folder.resolve("vault");
    }

    /** The server's state folder. */
    Path state() {
        return folder.resolve("state");
    }

    /** Waits until an empty Vault answers, and makes it one under test. */
    VaultUnderTest open(int port) {
        VaultUnderTest empty = at(port, "", "");
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(() -> empty.call("GET", "sys/init", null, null).status() == 200);
        var made =
                empty.call(
                                "PUT",
                                "sys/init",
                                Map.of("secret_shares", 1, "secret_threshold", 1),
                                null)
                        .json();
        VaultUnderTest vault =
                at(port, made.get("root_token").asText(), made.get("keys_base64").get(0).asText());
        vault.unseal();
        return vault;
    }

    VaultUnderTest at(int port, String token, String key) {
        return new VaultUnderTest(
                URI.create("https://localhost:" + port),
                client(folder.resolve("client")),
                client(folder.resolve("stranger")),
                anchor,
                token,
                key);
    }

    private static HttpClient client(Path identity) {
        return VaultUnderTest.client(TlsIdentity.open(identity).client(ServiceName.VAULT));
    }
}

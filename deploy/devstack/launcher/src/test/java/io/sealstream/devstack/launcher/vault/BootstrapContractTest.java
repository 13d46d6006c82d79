package io.sealstream.devstack.launcher.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sealstream.devstack.identity.TemporaryAuthority;
import io.sealstream.devstack.launcher.layout.Layout;
import io.sealstream.devstack.launcher.layout.Port;
import io.sealstream.devstack.launcher.layout.Ports;
import io.sealstream.devstack.launcher.layout.StackException;
import io.sealstream.devstack.vault.servers.OnEveryVault;
import io.sealstream.devstack.vault.servers.VaultKind;
import io.sealstream.devstack.vault.servers.VaultKind.Started;
import io.sealstream.protocol.OperatorId;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.SpiffeId;
import io.sealstream.protocol.identity.TlsIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** From nothing to identities. */
@OnEveryVault
class BootstrapContractTest {
    private static final Duration LIFE = Duration.ofMinutes(5);
    @TempDir Path home;
    @Parameter VaultKind kind;
    private Layout layout;

    @BeforeEach
    void copyFiles() throws IOException {
        layout = new Layout(home, home.resolve(".sealstream"));
        Files.createDirectories(layout.state().resolve("vault"));
        Path shipped = Path.of("..", "..", "vault");
        try (Stream<Path> files = Files.walk(shipped)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = home.resolve("deploy/vault").resolve(shipped.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    private Started start(Path identity) throws Exception {
        Started vault = kind.start(identity, layout.state().resolve("vault"));
        try (VaultClient client = client(vault, identity)) {
            await().atMost(Duration.ofSeconds(30))
                    .ignoreExceptions()
                    .until(() -> client.read("sys/init").has("initialized"));
        }
        return vault;
    }

    private void firstRound() throws Exception {
        TemporaryAuthority authority = TemporaryAuthority.create(LIFE);
        for (ServiceName service : List.of(ServiceName.VAULT, ServiceName.BOOTSTRAP)) {
            authority
                    .issue(new SpiffeId(Layout.TRUST_DOMAIN, service), LIFE)
                    .writeTo(home.resolve("temporary").resolve(service.label()));
        }
        try (Started server = start(home.resolve("temporary").resolve("vault"));
                VaultClient vault =
                        client(server, home.resolve("temporary").resolve("bootstrap"))) {
            new Bootstrap(layout).run(vault);
        }
    }

    private static VaultClient client(Started server, Path identity) {
        return VaultClient.open(
                TlsIdentity.open(identity).client(ServiceName.VAULT), server.port());
    }

    @Test
    void aNewStackGetsItsIdentitiesAndNoRootTokenIsLeft() throws Exception {
        // When
        firstRound();

        // Then
        assertThat(TlsIdentity.open(layout.identity("vault")).id().principal())
                .isEqualTo(ServiceName.VAULT);
        assertThat(Files.readString(layout.unsealKey())).hasSize(44);
        assertThat(Files.readString(layout.bootstrapLogin())).doesNotContain("hvs.");
    }

    @Test
    void aStackWhoseCertificatesAllExpiredComesBack() throws Exception {
        // Given
        firstRound();
        Files.delete(layout.identity("vault").resolve("cert.pem"));
        Files.delete(layout.identity("bootstrap").resolve("cert.pem"));

        // When
        firstRound();

        // Then
        assertThat(IdentityAgent.due(layout.identity("vault"))).isFalse();
        assertThat(IdentityAgent.due(layout.identity("bootstrap"))).isFalse();
    }

    @Test
    void theAgentSignsIdentitiesAndMayDoNothingElse() throws Exception {
        // Given
        firstRound();
        try (Started server = start(layout.identity("vault"));
                VaultClient vault = client(server, layout.identity("bootstrap"))) {
            new VaultSeal(layout).unseal(vault);
            Ports ports = Ports.of(Map.of(Port.VAULT.variable(), String.valueOf(server.port())));
            IdentityAgent agent = new IdentityAgent(layout, ports);
            Path operator = layout.clients().resolve("operator-local");
            agent.lookAfter(operator, new SpiffeId(Layout.TRUST_DOMAIN, new OperatorId("local")));

            // When
            agent.renewDue();

            // Then
            assertThat(TlsIdentity.open(operator).id().principal())
                    .isEqualTo(new OperatorId("local"));
            assertThat(IdentityAgent.due(operator)).isFalse();
            String token =
                    vault.write("auth/cert/login", Map.of("name", "identity-agent"))
                            .at("/auth/client_token")
                            .asText();
            assertThatThrownBy(() -> vault.with(token).read("transit/keys/sealstream-kek"))
                    .isInstanceOf(StackException.class)
                    .hasMessageContaining("403");
            assertThatThrownBy(() -> vault.write("auth/cert/login", Map.of("name", "vault-keys")))
                    .isInstanceOf(StackException.class);
        }
    }
}

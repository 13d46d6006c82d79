package io.sealstream.keys.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sealstream.keys.Pki;
import io.sealstream.keys.UnavailableException;
import io.sealstream.keys.vault.ScriptedNode.Asked;
import io.sealstream.keys.vault.ScriptedNode.Told;
import io.sealstream.keys.vault.VaultHealth.State;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.SpiffeId;
import io.sealstream.protocol.identity.TlsIdentity;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Several nodes, of which one is active; and what the client sends to which of them. */
class VaultNodesTest {
    private static final String WORK = "pki-tenant/sign/device";

    @TempDir Path folder;
    private final Pki pki = new Pki();
    private final List<ScriptedNode> nodes = new ArrayList<>();
    private Duration passed = Duration.ZERO;
    private final InstantSource clock = () -> Instant.now().plus(passed);
    private String userHome = "";

    @BeforeEach
    void keepHome() {
        userHome = System.getProperty("user.home");
        renewIdentity();
    }

    @AfterEach
    void stop() {
        nodes.forEach(ScriptedNode::close);
        System.setProperty("user.home", userHome);
    }

    private Path renewIdentity() {
        return pki.identity(
                folder.resolve("client"),
                pki.services(),
                new SpiffeId(Pki.TRUST_DOMAIN, ServiceName.VAULT_KEYS));
    }

    private ScriptedNode node(ScriptedNode.Script script) throws IOException {
        ScriptedNode node = ScriptedNode.start(pki, folder.resolve("node-" + nodes.size()));
        node.plays(script);
        nodes.add(node);
        return node;
    }

    private VaultSettings settings(@Nullable String namespace, URI... addresses) {
        return new VaultSettings(List.of(addresses), "vault-keys", namespace);
    }

    private VaultSession session(@Nullable String namespace, URI... addresses) {
        return new VaultSession(
                settings(namespace, addresses), TlsIdentity.open(folder.resolve("client")), clock);
    }

    /** An active node: logs in, and echoes a text. */
    private static Told active(String path) {
        return switch (path) {
            case "auth/cert/login", "auth/token/renew-self" ->
                    new Told(
                            200,
                            """
                            {"renewable":false,"auth":{"client_token":"hvs.secret","policies":[],
                            "lease_duration":3600,"renewable":true}}\
                            """,
                            null);
            default -> new Told(200, "{\"data\":{\"text\":\"yes\"}}", null);
        };
    }

    private static Map<String, String> work(VaultSession session) {
        return session.write(WORK, Map.of("a", "b"));
    }

    @ParameterizedTest
    @ValueSource(ints = {307, 429, 472, 473, 500, 502, 503})
    void activeNodeIsFoundBehindOneThatDoesNotServe(int status) throws IOException {
        // Given
        ScriptedNode other = node(path -> Told.status(status));
        ScriptedNode active = node(VaultNodesTest::active);
        VaultSession session = session(null, other.url(), active.url());
        // When, Then
        assertThat(work(session)).containsEntry("text", "yes");
        assertThat(session.exchangeKeys("transit/decrypt/x", Map.of(), Object.class)).isNotNull();
        // The node that served is asked first from then on.
        assertThat(other.asked()).extracting(Asked::path).containsExactly("auth/cert/login");
    }

    @Test
    void activeNodeIsFoundBehindOneThatIsOutOfReach() throws IOException {
        // Given
        ScriptedNode active = node(VaultNodesTest::active);
        VaultSession session = session(null, URI.create("https://localhost:1"), active.url());
        // When, Then
        assertThat(work(session)).containsEntry("text", "yes");
    }

    @Test
    void failoverIsFollowed() throws IOException {
        // Given
        ScriptedNode first = node(VaultNodesTest::active);
        ScriptedNode second = node(path -> Told.status(429));
        VaultSession session = session(null, first.url(), second.url());
        work(session);
        // When
        first.plays(path -> Told.redirect(second.url().resolve("/v1/" + path)));
        second.plays(VaultNodesTest::active);
        // Then
        assertThat(work(session)).containsEntry("text", "yes");
        assertThat(second.asked()).extracting(Asked::token).containsExactly("hvs.secret");
    }

    @Test
    void redirectToAnAddressThatIsNotConfiguredIsNotFollowed() throws IOException {
        // Given
        ScriptedNode thief = node(VaultNodesTest::active);
        ScriptedNode node = node(VaultNodesTest::active);
        VaultSession session = session(null, node.url());
        work(session);
        // When
        node.plays(path -> Told.redirect(thief.url().resolve("/v1/" + path)));
        // Then
        assertThatExceptionOfType(UnavailableException.class).isThrownBy(() -> work(session));
        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(
                        () -> session.exchangeKeys("transit/decrypt/x", Map.of(), Object.class));
        assertThat(thief.asked()).isEmpty();
    }

    @Test
    void everyCallNamesTheNamespace() throws IOException {
        // Given
        ScriptedNode node = node(VaultNodesTest::active);
        VaultSession session = session("factory/one", node.url());
        // When
        work(session);
        session.exchangeKeys("transit/decrypt/x", Map.of(), Object.class);
        passed = Duration.ofMinutes(45);
        work(session);
        // Then
        assertThat(node.asked())
                .extracting(Asked::path)
                .containsExactly(
                        "auth/cert/login",
                        WORK,
                        "transit/decrypt/x",
                        "auth/token/renew-self",
                        WORK);
        assertThat(node.asked()).extracting(Asked::namespace).containsOnly("factory/one");
    }

    @Test
    void renewedIdentityIsUsedAtOnceOnAConnectionOfItsOwn() throws Exception {
        // Given
        ScriptedNode node = node(VaultNodesTest::active);
        VaultSession session = session(null, node.url());
        work(session);
        work(session);
        X509Certificate before = node.asked().getLast().client();
        // When
        Path cert = renewIdentity().resolve("cert.pem");
        Files.setLastModifiedTime(cert, FileTime.from(Instant.now().plusSeconds(2)));
        // Then
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    work(session); // the old connection is never idle
                    return !node.asked().getLast().client().equals(before);
                });
        List<Asked> after = node.asked().stream().filter(a -> !a.client().equals(before)).toList();
        assertThat(after.getFirst().path()).isEqualTo("auth/cert/login");
        assertThat(after.getFirst().token()).isNull();
    }

    @Test
    void tokenFileOfTheUserIsNotSent() throws IOException {
        // Given
        Files.writeString(folder.resolve(".vault-token"), "hvs.of-the-user");
        System.setProperty("user.home", folder.toString());
        ScriptedNode node = node(VaultNodesTest::active);
        // When
        work(session(null, node.url()));
        new VaultHealth(settings(null, node.url()), TlsIdentity.open(folder.resolve("client")))
                .state();
        // Then
        assertThat(node.asked()).extracting(Asked::token).containsExactly(null, "hvs.secret", null);
    }

    @Test
    void answerOfVaultIsInNoException() throws IOException {
        // Given
        ScriptedNode node =
                node(path ->
                        path.equals(WORK)
                                ? new Told(400, "{\"errors\":[\"hvs.leak\"]}", null)
                                : active(path));
        // When, Then
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> work(session(null, node.url())))
                .withMessageContaining("400")
                .withNoCause();
    }

    @ParameterizedTest
    @CsvSource({
        "200, ACTIVE",
        "429, STANDBY",
        "472, STANDBY",
        "473, STANDBY",
        "501, UNINITIALIZED",
        "503, SEALED",
        "500, UNREACHABLE",
        "307, UNREACHABLE"
    })
    void healthIsTheBestOfAllNodes(int status, State state) throws IOException {
        // Given
        ScriptedNode node = node(path -> Told.status(status));
        VaultSettings settings = settings("factory", URI.create("https://localhost:1"), node.url());
        // When, Then
        assertThat(new VaultHealth(settings, TlsIdentity.open(folder.resolve("client"))).state())
                .isEqualTo(state);
        // Health is the cluster's: a namespace would be refused.
        assertThat(node.asked()).extracting(Asked::namespace).containsOnlyNulls();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://vault:8200",
                "https://user@vault:8200",
                "https://vault:8200/v1",
                "https://vault:8200?a",
                "vault:8200"
            })
    void addressesAreHttpsHostAndPort(String address) {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> settings(null, URI.create(address)));
    }
}

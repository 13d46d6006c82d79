package io.sealstream.devstack.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealstream.devstack.identity.TemporaryAuthority;
import io.sealstream.devstack.vault.VaultUnderTest.Answer;
import io.sealstream.protocol.identity.Pem;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Seal, tokens, policies and logins. */
class AccessContractTest extends VaultContract {
    private static final String VAULT_KEYS = "spiffe://sealstream.local/service/vault-keys";
    private static final String NOTHING = "path \"nowhere\" { capabilities = [\"read\"] }";

    @Test
    void intrudersGetNoAnswer() throws Exception {
        parties.assertIntrudersGetNoAnswer(server.port());
    }

    @Test
    void anUnsealedVaultIsHealthy() {
        Answer health = vault().call("GET", "sys/health", null, null);

        assertThat(health.status()).isEqualTo(200);
        assertThat(health.json().get("sealed").asBoolean()).isFalse();
    }

    @Test
    void aSealedVaultAnswersNothingUntilTheKeyIsGiven() {
        // Given
        String transit = transitWith("k");

        // When
        assertThat(vault().write("sys/seal", Map.of()).status()).isEqualTo(204);

        // Then
        assertThat(vault().call("GET", "sys/health", null, null).status()).isEqualTo(503);
        assertThat(use(transit, "k", vault().rootToken())).isEqualTo(503);
        assertThat(vault().write("auth/cert/login", Map.of(), null).status()).isEqualTo(503);
        assertThat(vault().call("GET", "pki/ca/pem", null, null).status()).isEqualTo(503);
        assertThat(vault().write("auth/token/renew-self", Map.of()).status()).isEqualTo(503);
        assertThat(vault().call("GET", "sys/seal-status", null, null).json().get("sealed"))
                .hasToString("true");
        assertThat(unsealWith("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=").status())
                .isEqualTo(400);
        vault().unseal();
        assertThat(use(transit, "k", vault().rootToken())).isEqualTo(200);
    }

    private static int use(String transit, String key, String token) {
        return vault().write(
                        transit + "/datakey/plaintext/" + key, Map.of("context", "YQ=="), token)
                .status();
    }

    private static Answer unsealWith(String key) {
        return vault().call("PUT", "sys/unseal", Map.of("key", key), null);
    }

    @Test
    void anInitialisedVaultIsNotInitialisedAgain() {
        Answer again =
                vault().call(
                                "PUT",
                                "sys/init",
                                Map.of("secret_shares", 1, "secret_threshold", 1),
                                null);

        assertThat(again.status()).isEqualTo(400);
        assertThat(
                        vault().call("GET", "sys/init", null, null)
                                .json()
                                .get("initialized")
                                .asBoolean())
                .isTrue();
    }

    @Test
    void withoutATokenNothingIsAllowed() {
        assertThat(vault().write("sys/mounts/x", Map.of("type", "pki"), null).status())
                .isEqualTo(403);
        assertThat(vault().write("sys/mounts/x", Map.of("type", "pki"), "hvs.unknown").status())
                .isEqualTo(403);
    }

    @Test
    void whatThePolicyDoesNotGrantIsRefused() {
        // Given
        String transit = transitWith("mine", "other");
        String mine = transit + "/datakey/plaintext/mine";
        String token =
                tokenWith("# a key\npath \"" + mine + "\" { capabilities = [\"update\"] }", "1h");

        // When, Then
        assertThat(use(transit, "mine", token)).isEqualTo(200);
        assertThat(use(transit, "other", token)).isEqualTo(403);
        assertThat(vault().call("GET", mine, null, token).status()).isEqualTo(403);
        assertThat(vault().write(transit + "/keys/mine", Map.of(), token).status()).isEqualTo(403);
        assertThat(vault().write("sys/mounts/x", Map.of("type", "pki"), token).status())
                .isEqualTo(403);
        assertThat(vault().write("sys/seal", Map.of(), token).status()).isEqualTo(403);
    }

    @Test
    void sealingTakesMoreThanAPolicyThatGrantsUpdate() {
        String token = tokenWith("path \"sys/seal\" { capabilities = [\"update\"] }", "1h");

        assertThat(vault().write("sys/seal", Map.of(), token).status()).isEqualTo(403);
    }

    @Test
    void aTokenLooksAfterItself() {
        // Given
        String token = tokenWith(NOTHING, "30m");

        // When
        Answer renewed = vault().write("auth/token/renew-self", Map.of(), token);
        Answer revoked = vault().write("auth/token/revoke-self", Map.of(), token);

        // Then
        assertThat(renewed.json().path("auth").path("client_token").asText()).isEqualTo(token);
        assertThat(renewed.json().path("auth").path("lease_duration").asInt())
                .isBetween(1790, 1800);
        assertThat(renewed.json().path("auth").path("policies").toString()).contains("default");
        assertThat(revoked.status()).isEqualTo(204);
        assertThat(vault().write("auth/token/renew-self", Map.of(), token).status()).isEqualTo(403);
    }

    @Test
    void anExpiredTokenIsRefused() {
        // Given
        String token = tokenWith(NOTHING, "1s");

        // When, Then
        Awaitility.await()
                .pollDelay(Duration.ofMillis(2500))
                .until(() ->
                        vault().write("auth/token/renew-self", Map.of(), token).status() == 403);
    }

    @Test
    void aTokenIsNotRenewedPastItsEnd() {
        // Given
        String login = appRole(Map.of("token_ttl", "10m", "token_max_ttl", "10m"));
        String token = login(login, secretId(login)).token();

        // When, Then
        Awaitility.await()
                .pollDelay(Duration.ofSeconds(2))
                .untilAsserted(() ->
                        assertThat(
                                        vault().write("auth/token/renew-self", Map.of(), token)
                                                .json()
                                                .path("auth")
                                                .path("lease_duration")
                                                .asInt())
                                .isBetween(550, 599));
    }

    @Test
    void aPolicyThatIsNotUnderstoodIsNotTaken() {
        for (String text :
                List.of("", "path", "path \"x\" { capabilities = [\"fly\"] }", "root = true")) {
            assertThat(
                            vault().write(
                                            "sys/policies/acl/" + fresh("policy"),
                                            Map.of("policy", text))
                                    .status())
                    .as(text)
                    .isEqualTo(400);
        }
        assertThat(vault().write("sys/policies/acl/root", Map.of("policy", NOTHING)).status())
                .isEqualTo(400);
    }

    @Test
    void aPolicyThatDoesNotExistGrantsNothing() {
        String transit = transitWith("k");
        String login = appRole(Map.of("token_policies", List.of(fresh("none"))));
        String token = login(login, secretId(login)).token();

        assertThat(use(transit, "k", token)).isEqualTo(403);
        assertThat(vault().write("auth/token/renew-self", Map.of(), token).status()).isEqualTo(200);
    }

    @Test
    void anEngineIsMountedOnce() {
        String path = mount("transit");
        String login = fresh("approle");
        assertThat(vault().write("sys/auth/" + login, Map.of("type", "approle")).status())
                .isEqualTo(204);

        assertThat(vault().write("sys/mounts/" + path, Map.of("type", "transit")).status())
                .isEqualTo(400);
        assertThat(vault().write("sys/auth/" + login, Map.of("type", "approle")).status())
                .isEqualTo(400);
        assertThat(vault().write("sys/mounts/" + fresh("x"), Map.of("type", "no-such")).status())
                .isEqualTo(400);
    }

    @Test
    void theSecretIdOfAnotherRoleMakesNoToken() {
        String mine = appRole(Map.of());
        String other = appRole(Map.of());

        assertThat(login(mine, secretId(other)).status()).isEqualTo(400);
        assertThat(
                        vault().write(
                                        "auth/" + mine + "/login",
                                        Map.of("role_id", "guess", "secret_id", secretId(mine)),
                                        null)
                                .status())
                .isEqualTo(400);
    }

    @Test
    void aWrongSecretIdMakesNoToken() {
        Answer answer = login(appRole(Map.of()), "guess");

        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void theCertificateOfTheConnectionMakesAToken() {
        // Given
        String login = certLogin(vault().serviceAnchor(), VAULT_KEYS);

        // When
        Answer answer = vault().write("auth/" + login + "/login", Map.of("name", "c"), null);

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("auth").path("lease_duration").asInt()).isEqualTo(900);
        assertThat(vault().write("auth/token/renew-self", Map.of(), answer.token()).status())
                .isEqualTo(200);
    }

    @Test
    void theCertificateOfAnotherServiceMakesNoToken() {
        // Given
        String login =
                certLogin(vault().serviceAnchor(), "spiffe://sealstream.local/service/storage");

        // When
        Answer answer = vault().write("auth/" + login + "/login", Map.of("name", "c"), null);

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.token()).isEmpty();
    }

    @Test
    void aCertificateOfAnAuthorityTheLoginDoesNotTrustMakesNoToken() throws Exception {
        // Given
        TemporaryAuthority other = TemporaryAuthority.create(Duration.ofHours(1));
        String login = certLogin(Pem.write(List.of(other.certificate())), VAULT_KEYS);

        // When
        Answer answer = vault().write("auth/" + login + "/login", Map.of("name", "c"), null);

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.token()).isEmpty();
    }

    @Test
    void aLoginOfAnotherNameMakesNoToken() {
        String login = certLogin(vault().serviceAnchor(), VAULT_KEYS);

        assertThat(
                        vault().write("auth/" + login + "/login", Map.of("name", "other"), null)
                                .status())
                .isEqualTo(400);
    }

    @Test
    void aLoginNeedsACertificateItCanTrust() {
        String login = fresh("cert");
        vault().write("sys/auth/" + login, Map.of("type", "cert"));

        assertThat(
                        vault().write(
                                        "auth/" + login + "/certs/c",
                                        Map.of("certificate", "nonsense"))
                                .status())
                .isEqualTo(400);
    }

    private String certLogin(String anchor, String uri) {
        String login = fresh("cert");
        vault().write("sys/auth/" + login, Map.of("type", "cert"));
        Answer role =
                vault().write(
                                "auth/" + login + "/certs/c",
                                Map.of(
                                        "certificate",
                                        anchor,
                                        "allowed_uri_sans",
                                        uri,
                                        "token_ttl",
                                        "15m"));
        assertThat(role.status()).isEqualTo(204);
        return login;
    }

    @Test
    void aClientOfAnotherAuthorityGetsNoConnection() {
        HttpRequest request =
                HttpRequest.newBuilder(vault().url().resolve("/v1/sys/health")).build();

        assertThatThrownBy(() ->
                        vault().stranger().send(request, HttpResponse.BodyHandlers.discarding()))
                .isInstanceOf(IOException.class);
    }

    @Test
    void aPathThatDoesNotExistIsNotFound() {
        assertThat(vault().read("nowhere/at/all").status()).isEqualTo(404);
    }
}

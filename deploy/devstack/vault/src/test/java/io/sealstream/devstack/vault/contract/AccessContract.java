package io.sealstream.devstack.vault.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealstream.devstack.identity.TemporaryAuthority;
import io.sealstream.devstack.vault.contract.VaultUnderTest.Answer;
import io.sealstream.protocol.identity.Pem;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Seal, tokens, policies and logins. */
public abstract class AccessContract extends VaultContract {
    private static final String VAULT_KEYS = "spiffe://sealstream.local/service/vault-keys";
    private static final String NOTHING = "path \"nowhere\" { capabilities = [\"read\"] }";

    @Test
    void anUnsealedVaultIsHealthy() {
        Answer health = vault().call("GET", "sys/health", null, null);

        assertThat(health.status()).isEqualTo(200);
        assertThat(health.json().get("sealed").asBoolean()).isFalse();
        assertThat(vault().call("GET", "sys/seal-status", null, null).json().get("t").asInt())
                .isEqualTo(1);
    }

    @Test
    void aSealedVaultAnswersNothingUntilTheKeyIsGiven() {
        // Given
        String transit = mount("transit");
        vault().write(transit + "/keys/k", Map.of());

        // When
        assertThat(vault().write("sys/seal", Map.of()).status()).isEqualTo(204);

        // Then
        assertThat(vault().call("GET", "sys/health", null, null).status()).isEqualTo(503);
        assertThat(vault().read(transit + "/keys/k").status()).isEqualTo(503);
        assertThat(vault().write("auth/cert/login", Map.of(), null).status()).isEqualTo(503);
        assertThat(vault().call("GET", "pki/ca/pem", null, null).status()).isEqualTo(503);
        assertThat(vault().read("auth/token/lookup-self").status()).isEqualTo(503);
        assertThat(vault().call("GET", "sys/seal-status", null, null).json().get("sealed"))
                .hasToString("true");
        assertThat(unsealWith("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=").status())
                .isEqualTo(400);
        vault().unseal();
        assertThat(vault().read(transit + "/keys/k").status()).isEqualTo(200);
    }

    private Answer unsealWith(String key) {
        return vault().call("PUT", "sys/unseal", Map.of("key", key), null);
    }

    static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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
        assertThat(vault().call("GET", "sys/mounts", null, null).status()).isEqualTo(403);
        assertThat(vault().call("GET", "sys/mounts", null, "hvs.unknown").status()).isEqualTo(403);
    }

    @Test
    void whatThePolicyDoesNotGrantIsRefused() {
        // Given
        String transit = mount("transit");
        vault().write(transit + "/keys/mine", Map.of());
        vault().write(transit + "/keys/other", Map.of());
        String token =
                tokenWith("path \"" + transit + "/keys/mine\" { capabilities = [\"read\"] }", "1h");

        // When, Then
        assertThat(vault().call("GET", transit + "/keys/mine", null, token).status())
                .isEqualTo(200);
        assertThat(vault().call("GET", transit + "/keys/other", null, token).status())
                .isEqualTo(403);
        assertThat(vault().write(transit + "/keys/mine/rotate", Map.of(), token).status())
                .isEqualTo(403);
        assertThat(vault().call("DELETE", transit + "/keys/mine", null, token).status())
                .isEqualTo(403);
        assertThat(vault().write("sys/mounts/x", Map.of("type", "pki"), token).status())
                .isEqualTo(403);
        assertThat(vault().write("sys/seal", Map.of(), token).status()).isEqualTo(403);
    }

    @Test
    void wildcardsGrantWhatTheyStandForAndDenyWins() {
        // Given
        String transit = mount("transit");
        List.of("a", "b").forEach(k -> vault().write(transit + "/keys/" + k, Map.of()));
        String token =
                tokenWith(
                        """
                        # both kinds of wildcard
                        path "%s/keys/+" { capabilities = ["read"] }
                        path "%s/keys/+/rot*" { capabilities = ["update"] }
                        path "%s/keys/b" {
                          capabilities = ["deny"]
                        }
                        """
                                .formatted(transit, transit, transit),
                        "1h");

        // When, Then
        assertThat(vault().call("GET", transit + "/keys/a", null, token).status()).isEqualTo(200);
        assertThat(vault().write(transit + "/keys/a/rotate", Map.of(), token).status())
                .isBetween(200, 204);
        assertThat(vault().call("GET", transit + "/keys/b", null, token).status()).isEqualTo(403);
        assertThat(vault().write(transit + "/keys/a/trim", Map.of(), token).status())
                .isEqualTo(403);
    }

    @Test
    void aTokenLooksAfterItself() {
        // Given
        String token = tokenWith(NOTHING, "30m");

        // When
        Answer found = vault().call("GET", "auth/token/lookup-self", null, token);
        Answer renewed = vault().write("auth/token/renew-self", Map.of("increment", "1h"), token);
        Answer revoked = vault().write("auth/token/revoke-self", Map.of(), token);

        // Then
        assertThat(found.data().get("ttl").asInt()).isBetween(1, 1800);
        assertThat(found.data().get("policies").toString()).contains("default");
        assertThat(renewed.json().path("auth").path("lease_duration").asInt())
                .isBetween(3500, 3600);
        assertThat(revoked.status()).isEqualTo(204);
        assertThat(vault().call("GET", "auth/token/lookup-self", null, token).status())
                .isEqualTo(403);
    }

    @Test
    void anExpiredTokenIsRefused() {
        // Given
        String token = tokenWith(NOTHING, "1s");

        // When
        pause(Duration.ofMillis(2500));

        // Then
        assertThat(vault().call("GET", "auth/token/lookup-self", null, token).status())
                .isEqualTo(403);
    }

    @Test
    void aTokenIsNotRenewedPastItsEnd() {
        // Given
        String login = appRole(Map.of("token_ttl", "10m", "token_max_ttl", "20m"));
        String token = login(login, secretId(login)).token();

        // When
        Answer renewed = vault().write("auth/token/renew-self", Map.of("increment", "5h"), token);

        // Then
        assertThat(renewed.json().path("auth").path("lease_duration").asInt())
                .isBetween(1190, 1200);
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
        String login = appRole(Map.of("token_policies", List.of(fresh("none"))));
        String token = login(login, secretId(login)).token();

        assertThat(vault().call("GET", "sys/mounts", null, token).status()).isEqualTo(403);
        assertThat(vault().call("GET", "auth/token/lookup-self", null, token).status())
                .isEqualTo(200);
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
    void aSecretIdIsUsedUp() {
        // Given
        String login = appRole(Map.of("secret_id_num_uses", 1));
        String secretId = secretId(login);

        // When
        Answer first = login(login, secretId);
        Answer second = login(login, secretId);

        // Then
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.json().path("auth").path("renewable").asBoolean()).isTrue();
        assertThat(second.status()).isEqualTo(400);
        assertThat(second.token()).isEmpty();
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

    private String appRole(Map<String, ?> role) {
        String login = fresh("approle");
        vault().write("sys/auth/" + login, Map.of("type", "approle"));
        assertThat(vault().write("auth/" + login + "/role/r", role).status()).isEqualTo(204);
        return login;
    }

    private String secretId(String login) {
        return vault().write("auth/" + login + "/role/r/secret-id", Map.of())
                .data()
                .get("secret_id")
                .asText();
    }

    private Answer login(String login, String secretId) {
        String id =
                vault().read("auth/" + login + "/role/r/role-id").data().get("role_id").asText();
        return vault().write(
                        "auth/" + login + "/login",
                        Map.of("role_id", id, "secret_id", secretId),
                        null);
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
        assertThat(vault().read("sys/policies/acl/" + fresh("none")).status()).isEqualTo(404);
    }
}

package io.sealstream.devstack.vault;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.devstack.vault.VaultUnderTest.Answer;
import io.sealstream.devstack.vault.servers.OnEveryVault;
import io.sealstream.devstack.vault.servers.VaultKind;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/**
 * What Sealstream expects of a Vault; the real ones show what the emulator must be like. Each suite
 * has one server of each kind, and names no other test uses.
 */
@OnEveryVault
abstract class VaultContract {
    @TempDir static Path folder;
    static Parties parties;
    static VaultKind.Started server;
    private static VaultUnderTest vault;

    @Parameter VaultKind kind;

    @BeforeParameterizedClassInvocation
    static void start(VaultKind kind) throws Exception {
        parties = new Parties(folder.resolve(kind.name()));
        server = kind.start(parties.server(), parties.state());
        vault = parties.open(server.port());
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        server.close();
    }

    static VaultUnderTest vault() {
        return vault;
    }

    static String fresh(String what) {
        return what + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    /** Mounts an engine at a fresh path. */
    static String mount(String type) {
        String path = fresh(type);
        Answer answer =
                vault().write(
                                "sys/mounts/" + path,
                                Map.of("type", type, "config", Map.of("max_lease_ttl", "87600h")));
        assertThat(answer.status()).isEqualTo(204);
        return path;
    }

    /** A transit mount with derived keys. */
    static String transitWith(String... keys) {
        String transit = mount("transit");
        for (String key : keys) {
            Answer made =
                    vault().write(
                                    transit + "/keys/" + key,
                                    Map.of("type", "aes256-gcm96", "derived", true));
            assertThat(made.status()).isIn(200, 204);
        }
        return transit;
    }

    /** A token that may do what one policy says. */
    static String tokenWith(String policyText, String ttl) {
        String policy = fresh("policy");
        assertThat(
                        vault().write("sys/policies/acl/" + policy, Map.of("policy", policyText))
                                .status())
                .isEqualTo(204);
        String login = appRole(Map.of("token_policies", List.of(policy), "token_ttl", ttl));
        Answer answer = login(login, secretId(login));
        assertThat(answer.status()).isEqualTo(200);
        return answer.token();
    }

    static String appRole(Map<String, ?> role) {
        String login = fresh("approle");
        vault().write("sys/auth/" + login, Map.of("type", "approle"));
        assertThat(vault().write("auth/" + login + "/role/r", role).status()).isEqualTo(204);
        return login;
    }

    static String secretId(String login) {
        return vault().write("auth/" + login + "/role/r/secret-id", Map.of())
                .data()
                .get("secret_id")
                .asText();
    }

    static Answer login(String login, String secretId) {
        String id =
                vault().read("auth/" + login + "/role/r/role-id").data().get("role_id").asText();
        return vault().write(
                        "auth/" + login + "/login",
                        Map.of("role_id", id, "secret_id", secretId),
                        null);
    }
}

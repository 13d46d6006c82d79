package io.sealstream.devstack.vault.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.devstack.vault.contract.VaultUnderTest.Answer;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The base of the suites: one Vault, and names no other test uses. */
abstract class VaultContract {

    /** The Vault under test. */
    protected abstract VaultUnderTest vault();

    static String fresh(String what) {
        return what + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    /** Mounts an engine at a fresh path. */
    String mount(String type) {
        String path = fresh(type);
        Answer answer =
                vault().write(
                                "sys/mounts/" + path,
                                Map.of("type", type, "config", Map.of("max_lease_ttl", "87600h")));
        assertThat(answer.status()).isEqualTo(204);
        return path;
    }

    /** A token that may do what one policy says. */
    String tokenWith(String policyText, String ttl) {
        String policy = fresh("policy");
        String login = fresh("approle");
        assertThat(
                        vault().write("sys/policies/acl/" + policy, Map.of("policy", policyText))
                                .status())
                .isEqualTo(204);
        vault().write("sys/auth/" + login, Map.of("type", "approle"));
        vault().write(
                        "auth/" + login + "/role/r",
                        Map.of("token_policies", List.of(policy), "token_ttl", ttl));
        String roleId =
                vault().read("auth/" + login + "/role/r/role-id").data().get("role_id").asText();
        String secretId =
                vault().write("auth/" + login + "/role/r/secret-id", Map.of())
                        .data()
                        .get("secret_id")
                        .asText();
        Answer answer =
                vault().write(
                                "auth/" + login + "/login",
                                Map.of("role_id", roleId, "secret_id", secretId),
                                null);
        assertThat(answer.status()).isEqualTo(200);
        return answer.token();
    }
}

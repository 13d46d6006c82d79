package io.sealstream.devstack.launcher.vault;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.devstack.launcher.layout.Layout;
import io.sealstream.protocol.ServiceName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the shipped files say, whoever reads them. */
class VaultFilesTest {
    private static final Path HOME = Path.of("..", "..", "..");

    private final VaultFiles files =
            new VaultFiles(new Layout(HOME, HOME.resolve(".sealstream")), "example.org");

    @Test
    void everyServiceCanHaveACertificateInItsName() throws IOException {
        Map<String, Object> role = files.roles().get("pki-service/roles/service");

        assertThat(role.get("allowed_domains"))
                .isEqualTo(Arrays.stream(ServiceName.values()).map(ServiceName::label).toList());
    }

    @Test
    void noRoleTakesNamesFromTheRequestOrLastsLongerThanADay() throws IOException {
        assertThat(files.roles())
                .containsOnlyKeys(
                        "pki-service/roles/service",
                        "pki-tenant/roles/device",
                        "pki-tenant/roles/operator",
                        "pki-tenant/roles/reader")
                .allSatisfy((path, role) ->
                        assertThat(role)
                                .containsEntry("use_csr_sans", false)
                                .containsEntry("use_csr_common_name", false)
                                .containsEntry("max_ttl", "24h")
                                .containsEntry("no_store", true));
    }

    @Test
    void rolesOfTenantsSignNoCommonNameAndNoHost() throws IOException {
        // A common name could be that of a service, by which the broker and MongoDB know it.
        for (String role : List.of("device", "operator", "reader")) {
            assertThat(files.roles().get("pki-tenant/roles/" + role))
                    .doesNotContainKeys("cn_validations", "allowed_domains", "allow_any_name")
                    .containsEntry("allow_localhost", false)
                    .containsEntry("allow_ip_sans", false)
                    .containsEntry("server_flag", false);
        }
    }

    @Test
    void trustDomainIsFilledInAndEveryLoginHasItsPolicy() throws IOException {
        assertThat(files.logins().get("vault-keys"))
                .containsEntry("allowed_uri_sans", "spiffe://example.org/service/vault-keys");
        assertThat(files.logins().values())
                .allSatisfy(login ->
                        assertThat(files.policies())
                                .containsKey((String) login.get("token_policies")));
        assertThat(files.roles().toString() + files.logins() + files.policies())
                .doesNotContain("@");
    }
}

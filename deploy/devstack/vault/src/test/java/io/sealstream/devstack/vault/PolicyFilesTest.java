package io.sealstream.devstack.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The policy files that are shipped. */
class PolicyFilesTest {
    private static final Path FILES = Path.of("..", "..", "vault", "policies");

    @ParameterizedTest
    @ValueSource(strings = {"vault-keys", "identity-agent", "bootstrap"})
    void aPolicyFileIsUnderstood(String name, @TempDir Path folder) throws Exception {
        try (RunningEmulator emulator = RunningEmulator.fresh(folder)) {
            VaultUnderTest vault = emulator.vault();
            String text = Files.readString(FILES.resolve(name + ".hcl"));

            assertThat(vault.write("sys/policies/acl/" + name, Map.of("policy", text)).status())
                    .isEqualTo(204);
        }
    }

    @Test
    void aPolicyThatIsNotUnderstoodIsRefused(@TempDir Path folder) throws Exception {
        try (RunningEmulator emulator = RunningEmulator.fresh(folder)) {
            for (String rule :
                    List.of(
                            "\"a\" { capabilities = [\"read\"] allowed_parameters = {} }",
                            "\"a/*\" { capabilities = [\"read\"] }",
                            "\"a/+\" { capabilities = [\"read\"] }",
                            "\"a\" { capabilities = [\"deny\"] }")) {
                Map<String, String> policy = Map.of("policy", "path " + rule);
                assertThat(emulator.vault().write("sys/policies/acl/x", policy).status())
                        .as(rule)
                        .isEqualTo(400);
            }
        }
    }
}

package io.sealstream.devstack.launcher.vault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoleFilesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(strings = {"device", "reader", "operator"})
    void roleOfARealVaultIsThatOfTheLocalStack(String name) throws Exception {
        // Given
        Map<String, Object> local = RoleTable.roles("example.org").get("pki-tenant/roles/" + name);
        Path file = Path.of("..", "..", "vault", "roles", name + ".json");
        // When
        String text = Files.readString(file).replace("@TRUST_DOMAIN@", "example.org");
        // Then
        assertThat(JSON.readTree(text)).isEqualTo(JSON.<JsonNode>valueToTree(local));
    }
}

package io.sealstream.deploy.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealstream.deploy.Checkout;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComposeTest {
    private static final String TEXT = Checkout.text("deploy/compose/compose.yaml");

    @Test
    void composeFileSaysWhatTheCodeSays() {
        // When, Then
        assertThat(ComposeCheck.findings(ComposeFile.read(TEXT))).isEmpty();
    }

    @Test
    void unknownFieldIsFound() {
        // Given
        String planted = planted("read_only: true", "readonly: true");
        // When, Then
        assertThatThrownBy(() -> ComposeFile.read(planted)).hasMessageContaining("readonly");
    }

    @ParameterizedTest
    @CsvSource({
        "read_only: true, read_only: false",
        "- no-new-privileges:true, - seccomp:unconfined",
        "user: \"65532:65532\", user: \"0:0\"",
        "      - ALL, '      - CHOWN'",
        "SEALSTREAM_STORAGE_URL, SEALSTREAM_STORE_URL",
        "https://storage:8446, https://storage:9446",
        "https://storage:8446, https://vault:8200",
        "127.0.0.1:8443:8443, 8443:8443",
        "identities/ingest:, identities/storage:",
        "identities/ingest:/identity:ro, identities/ingest:/identity",
        "sealstream/ingest:, sealstream/storage:",
        "internal: true, internal: false",
        "io.sealstream.kafka.setup.KafkaSetup, io.sealstream.kafka.setup.Setup",
        "../kafka/target, ../devstack/broker/target",
        "'      - vault-keys--vault\n', '      - vault-keys--vault\n      - devices\n'",
        "'      - storage--document-store\n', '      - readers\n'",
        "'user: \"100:1000\"\n', 'user: \"100:1000\"\n    ports:\n      - \"127.0.0.1:1:1\"\n'",
    })
    void plantedMistakeIsFound(String find, String replacement) {
        // Given
        ComposeFile planted = ComposeFile.read(planted(find, replacement));
        // When
        List<String> findings = ComposeCheck.findings(planted);
        // Then
        assertThat(findings).isNotEmpty();
    }

    private static String planted(String find, String replacement) {
        assertThat(TEXT).contains(find);
        return TEXT.replaceFirst(
                java.util.regex.Pattern.quote(find),
                java.util.regex.Matcher.quoteReplacement(replacement));
    }
}

package io.sealstream.devstack.vault.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sealstream.devstack.vault.contract.VaultUnderTest.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Transit: derived keys, data keys, batches, versions. */
public abstract class TransitContract extends VaultContract {
    private static final String HERE = base64("tenant/device/1");
    private static final String ELSEWHERE = base64("tenant/device/2");
    private String transit = "";

    @BeforeEach
    void makeADerivedKey() {
        transit = mount("transit");
        Answer made =
                vault().write(
                                transit + "/keys/kek",
                                Map.of("type", "aes256-gcm96", "derived", true));
        assertThat(made.status()).isIn(200, 204);
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private JsonNode dataKey() {
        Answer answer = vault().write(transit + "/datakey/plaintext/kek", Map.of("context", HERE));
        assertThat(answer.status()).isEqualTo(200);
        return answer.data();
    }

    private Answer decrypt(String ciphertext, String context) {
        return vault().write(
                        transit + "/decrypt/kek",
                        Map.of("ciphertext", ciphertext, "context", context));
    }

    @Test
    void aDataKeyIsDecryptedToWhatItWas() {
        JsonNode key = dataKey();

        assertThat(Base64.getDecoder().decode(key.get("plaintext").asText())).hasSize(32);
        assertThat(key.get("ciphertext").asText()).startsWith("vault:v1:");
        assertThat(decrypt(key.get("ciphertext").asText(), HERE).data().get("plaintext"))
                .isEqualTo(key.get("plaintext"));
    }

    @Test
    void aWrappedDataKeyComesWithoutItsPlaintext() {
        Answer answer = vault().write(transit + "/datakey/wrapped/kek", Map.of("context", HERE));

        assertThat(answer.data().has("plaintext")).isFalse();
        assertThat(decrypt(answer.data().get("ciphertext").asText(), HERE).status()).isEqualTo(200);
    }

    @Test
    void anotherContextDecryptsNothing() {
        String ciphertext = dataKey().get("ciphertext").asText();

        assertThat(decrypt(ciphertext, ELSEWHERE).status()).isEqualTo(400);
        assertThat(
                        vault().write(transit + "/decrypt/kek", Map.of("ciphertext", ciphertext))
                                .status())
                .isEqualTo(400);
    }

    @Test
    void aDerivedKeyNeedsItsContext() {
        assertThat(vault().write(transit + "/datakey/plaintext/kek", Map.of()).status())
                .isEqualTo(400);
        assertThat(
                        vault().write(
                                        transit + "/datakey/plaintext/kek",
                                        Map.of("context", "not base64!"))
                                .status())
                .isEqualTo(400);
    }

    @Test
    void anotherKeyDecryptsNothing() {
        String ciphertext = dataKey().get("ciphertext").asText();
        vault().write(transit + "/keys/other", Map.of("derived", true));

        assertThat(
                        vault().write(
                                        transit + "/decrypt/other",
                                        Map.of("ciphertext", ciphertext, "context", HERE))
                                .status())
                .isEqualTo(400);
        assertThat(
                        vault().write(
                                        transit + "/decrypt/none",
                                        Map.of("ciphertext", ciphertext, "context", HERE))
                                .status())
                .isEqualTo(400);
    }

    @Test
    void aKeyIsDescribedAndNotExported() {
        JsonNode key = vault().read(transit + "/keys/kek").data();

        assertThat(key.get("type").asText()).isEqualTo("aes256-gcm96");
        assertThat(key.get("derived").asBoolean()).isTrue();
        assertThat(key.get("exportable").asBoolean()).isFalse();
        assertThat(key.get("latest_version").asInt()).isEqualTo(1);
        assertThat(key.get("min_decryption_version").asInt()).isEqualTo(1);
        assertThat(key.get("keys").get("1").asLong()).isPositive();
        assertThat(vault().read(transit + "/export/encryption-key/kek").status())
                .isBetween(400, 404);
        assertThat(vault().read(transit + "/keys/none").status()).isEqualTo(404);
    }

    @Test
    void aChangedCiphertextIsRefused() {
        String ciphertext = dataKey().get("ciphertext").asText();
        char changed = ciphertext.charAt(20) == 'A' ? 'B' : 'A';

        Answer answer =
                decrypt(ciphertext.substring(0, 20) + changed + ciphertext.substring(21), HERE);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(decrypt("not a ciphertext", HERE).status()).isEqualTo(400);
    }

    @Test
    void aBatchIsAnsweredInOrder() {
        // Given
        List<Map<String, String>> items =
                List.of(
                        Map.of("plaintext", base64("one"), "context", HERE),
                        Map.of("plaintext", base64("two"), "context", ELSEWHERE));

        // When
        JsonNode encrypted =
                vault().write(transit + "/encrypt/kek", Map.of("batch_input", items))
                        .data()
                        .get("batch_results");
        Answer decrypted =
                vault().write(
                                transit + "/decrypt/kek",
                                Map.of(
                                        "batch_input",
                                        List.of(
                                                ciphertext(encrypted.get(0), HERE),
                                                ciphertext(encrypted.get(1), ELSEWHERE))));

        // Then
        assertThat(decrypted.data().get("batch_results").get(0).get("plaintext").asText())
                .isEqualTo(base64("one"));
        assertThat(decrypted.data().get("batch_results").get(1).get("plaintext").asText())
                .isEqualTo(base64("two"));
    }

    @Test
    void oneBadItemOfABatchIsReportedWithTheGoodOnes() {
        // Given
        String good = dataKey().get("ciphertext").asText();

        // When
        Answer answer =
                vault().write(
                                transit + "/decrypt/kek",
                                Map.of(
                                        "batch_input",
                                        List.of(
                                                Map.of("ciphertext", good, "context", HERE),
                                                Map.of("ciphertext", good, "context", ELSEWHERE))));

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.data().get("batch_results").get(0).has("plaintext")).isTrue();
        assertThat(answer.data().get("batch_results").get(1).get("error").asText()).isNotEmpty();
    }

    @Test
    void aBatchOfRewrapsReportsTheBadOneWithTheGoodOnes() {
        // Given
        String good = dataKey().get("ciphertext").asText();
        vault().write(transit + "/keys/kek/rotate", Map.of());

        // When
        Answer answer =
                vault().write(
                                transit + "/rewrap/kek",
                                Map.of(
                                        "batch_input",
                                        List.of(
                                                Map.of("ciphertext", good, "context", HERE),
                                                Map.of("ciphertext", good, "context", ELSEWHERE),
                                                Map.of("ciphertext", "none", "context", HERE))));

        // Then
        JsonNode results = answer.data().get("batch_results");
        assertThat(results.get(0).get("ciphertext").asText()).startsWith("vault:v2:");
        assertThat(results.get(1).get("error").asText()).isNotEmpty();
        assertThat(results.get(2).get("error").asText()).isNotEmpty();
        // Unlike decryption, which answers 400: who rewraps must look at every item.
        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void anEmptyBatchIsRefused() {
        assertThat(
                        vault().write(transit + "/decrypt/kek", Map.of("batch_input", List.of()))
                                .status())
                .isEqualTo(400);
    }

    private static Map<String, String> ciphertext(JsonNode result, String context) {
        return Map.of("ciphertext", result.get("ciphertext").asText(), "context", context);
    }

    @Test
    void rotationAndRewrapMoveToTheNewVersion() {
        // Given
        JsonNode key = dataKey();

        // When
        vault().write(transit + "/keys/kek/rotate", Map.of());
        Answer rewrapped =
                vault().write(
                                transit + "/rewrap/kek",
                                Map.of(
                                        "ciphertext",
                                        key.get("ciphertext").asText(),
                                        "context",
                                        HERE));

        // Then
        String moved = rewrapped.data().get("ciphertext").asText();
        assertThat(moved).startsWith("vault:v2:");
        assertThat(decrypt(moved, HERE).data().get("plaintext")).isEqualTo(key.get("plaintext"));
        assertThat(vault().read(transit + "/keys/kek").data().get("latest_version").asInt())
                .isEqualTo(2);
    }

    @Test
    void aTrimmedVersionDecryptsNothing() {
        // Given
        String old = dataKey().get("ciphertext").asText();
        vault().write(transit + "/keys/kek/rotate", Map.of());
        vault().write(
                        transit + "/keys/kek/config",
                        Map.of("min_decryption_version", 2, "min_encryption_version", 2));

        // When
        Answer trimmed =
                vault().write(transit + "/keys/kek/trim", Map.of("min_available_version", 2));

        // Then
        assertThat(trimmed.status()).isIn(200, 204);
        assertThat(decrypt(old, HERE).status()).isEqualTo(400);
        assertThat(vault().read(transit + "/keys/kek").data().get("keys").has("1")).isFalse();
        assertThat(
                        vault().write(
                                        transit + "/keys/kek/config",
                                        Map.of("min_decryption_version", 1))
                                .status())
                .isEqualTo(400);
    }

    @Test
    void aVersionBelowTheMinimumDecryptsNothingAndIsNotRewrapped() {
        // Given
        String old = dataKey().get("ciphertext").asText();
        vault().write(transit + "/keys/kek/rotate", Map.of());

        // When
        Answer configured =
                vault().write(transit + "/keys/kek/config", Map.of("min_decryption_version", 2));

        // Then
        assertThat(configured.status()).isIn(200, 204);
        assertThat(decrypt(old, HERE).status()).isEqualTo(400);
        assertThat(
                        vault().write(
                                        transit + "/rewrap/kek",
                                        Map.of("ciphertext", old, "context", HERE))
                                .status())
                .isEqualTo(400);
        vault().write(transit + "/keys/kek/config", Map.of("min_decryption_version", 1));
        assertThat(decrypt(old, HERE).status()).isEqualTo(200);
    }

    @Test
    void aMinimumBeyondTheLatestVersionIsRefused() {
        assertThat(
                        vault().write(
                                        transit + "/keys/kek/config",
                                        Map.of("min_decryption_version", 2))
                                .status())
                .isEqualTo(400);
    }

    @Test
    void aVersionInUseIsNotTrimmed() {
        vault().write(transit + "/keys/kek/rotate", Map.of());

        assertThat(
                        vault().write(
                                        transit + "/keys/kek/trim",
                                        Map.of("min_available_version", 2))
                                .status())
                .isEqualTo(400);
    }

    @Test
    void aKeyIsDeletedOnlyWhenThatIsAllowed() {
        assertThat(delete().status()).isEqualTo(400);

        vault().write(transit + "/keys/kek/config", Map.of("deletion_allowed", true));

        assertThat(delete().status()).isEqualTo(204);
        assertThat(vault().read(transit + "/keys/kek").status()).isEqualTo(404);
        assertThat(
                        vault().write(transit + "/datakey/plaintext/kek", Map.of("context", HERE))
                                .status())
                .isEqualTo(400);
    }

    private Answer delete() {
        return vault().call("DELETE", transit + "/keys/kek", null, vault().rootToken());
    }
}

package io.sealstream.devstack.vault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sealstream.devstack.vault.VaultUnderTest.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Transit: derived keys, data keys, batches. */
class TransitContractTest extends VaultContract {
    private static final String HERE = base64("tenant/device/1");
    private static final String ELSEWHERE = base64("tenant/device/2");
    private String transit = "";

    @BeforeEach
    void makeADerivedKey() {
        transit = transitWith("kek", "other");
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
        return decrypt("kek", ciphertext, context);
    }

    private Answer decrypt(String key, String ciphertext, String context) {
        Map<String, String> item = Map.of("ciphertext", ciphertext, "context", context);
        return vault().write(transit + "/decrypt/" + key, Map.of("batch_input", List.of(item)));
    }

    private static JsonNode opened(Answer answer, int index) {
        return answer.data().get("batch_results").get(index).get("plaintext");
    }

    @Test
    void aDataKeyIsDecryptedToWhatItWas() {
        JsonNode key = dataKey();

        assertThat(Base64.getDecoder().decode(key.get("plaintext").asText())).hasSize(32);
        assertThat(key.get("ciphertext").asText()).startsWith("vault:v1:");
        assertThat(opened(decrypt(key.get("ciphertext").asText(), HERE), 0))
                .isEqualTo(key.get("plaintext"));
    }

    @Test
    void anotherContextDecryptsNothing() {
        String ciphertext = dataKey().get("ciphertext").asText();

        assertThat(decrypt(ciphertext, ELSEWHERE).status()).isEqualTo(400);
        assertThat(decrypt(ciphertext, "").status()).isEqualTo(400);
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

        assertThat(decrypt("other", ciphertext, HERE).status()).isEqualTo(400);
        assertThat(decrypt("none", ciphertext, HERE).status()).isEqualTo(400);
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
        JsonNode one = dataKey();
        JsonNode two = dataKey();

        // When
        Answer decrypted =
                vault().write(
                                transit + "/decrypt/kek",
                                Map.of("batch_input", List.of(sealed(two), sealed(one))));

        // Then
        assertThat(opened(decrypted, 0)).isEqualTo(two.get("plaintext"));
        assertThat(opened(decrypted, 1)).isEqualTo(one.get("plaintext"));
    }

    private static Map<String, String> sealed(JsonNode key) {
        return Map.of("ciphertext", key.get("ciphertext").asText(), "context", HERE);
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
    void anEmptyBatchIsRefused() {
        assertThat(
                        vault().write(transit + "/decrypt/kek", Map.of("batch_input", List.of()))
                                .status())
                .isEqualTo(400);
    }
}

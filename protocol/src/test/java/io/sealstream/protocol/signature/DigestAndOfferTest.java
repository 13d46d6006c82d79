package io.sealstream.protocol.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealstream.protocol.nonce.EpochToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Known answers are from RFC 9530 and RFC 9421, appendix B. */
class DigestAndOfferTest {
    private static final String SHA_256 = "sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:";
    private static final String SHA_512 =
            "sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrI"
                    + "iYllu7BNNyealdVLvRwEmTHWXvJwew==:";
    private static final byte[] CONTENT = "{\"hello\": \"world\"}".getBytes(UTF_8);

    @Test
    void digestsOfTheRfcMatchAndEveryKnownOneMust() throws Exception {
        assertThat(ContentDigestField.parse(SHA_256).matches(CONTENT)).isTrue();
        assertThat(ContentDigestField.parse(SHA_256 + ", " + SHA_512).known()).hasSize(2);
        assertThat(ContentDigestField.parse("md5=:AA==:, " + SHA_256).matches(CONTENT)).isTrue();
        String wrong = SHA_512.replace("WZD", "WZE");
        assertThat(ContentDigestField.parse(SHA_256 + ", " + wrong).matches(CONTENT)).isFalse();
        assertThat(ContentDigestField.parse(SHA_256).matches(new byte[0])).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "'', no digest algorithm",
        "md5=:AA==:, no digest algorithm",
        "sha-256=:AA==:, is malformed",
        "sha-256=\"AA\", is a byte sequence",
        "sha-256, is a byte sequence",
        "sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE:, is malformed",
        "sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:;a, is a byte sequence"
    })
    void otherFieldsAreRefused(String field, String reason) {
        assertThatThrownBy(() -> ContentDigestField.parse(field))
                .isInstanceOf(MalformedSignatureException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void offeredEpochIsTheNonceOfAcceptSignature() {
        EpochToken fresh = new EpochToken("a".repeat(40));
        assertThat(AcceptSignature.fieldValue(fresh))
                .isEqualTo(
                        "sig1=(\"@method\" \"@authority\" \"@path\" \"@query\" \"content-type\""
                                + " \"content-digest\" \"idempotency-key\");nonce=\""
                                + fresh.text()
                                + "\";tag=\"sealstream-event-1\"");
        assertThat(AcceptSignature.offeredEpoch(AcceptSignature.fieldValue(fresh))).contains(fresh);
        assertThat(AcceptSignature.offeredEpoch("sig1=();nonce=\"x\"")).isEmpty();
    }
}

package io.sealstream.protocol.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealstream.protocol.ContentDigest;
import io.sealstream.protocol.InvalidIdentifierException;
import io.sealstream.protocol.nonce.EpochToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Known answers are from RFC 9530 and RFC 9421, appendix B. */
class DigestAndOfferTest {
    private static final String SHA_256 = "sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:";
    private static final String SHA_512 =
            "sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrI"
                    + "iYllu7BNNyealdVLvRwEmTHWXvJwew==:";
    private static final byte[] CONTENT = "{\"hello\": \"world\"}".getBytes(UTF_8);

    @Test
    void digestsOfTheRfcMatchTheirContentAlone() {
        for (String member : new String[] {SHA_256, SHA_512}) {
            ContentDigest digest = ContentDigest.parse(member);
            assertThat(digest.matches(CONTENT)).isTrue();
            assertThat(digest.matches(new byte[0])).isFalse();
            assertThat(digest).hasToString(member);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sha-256=:",
                "sha-256=::",
                "sha-512=:",
                "md5=:AA==:",
                "sha-256=:AA==:",
                "sha-256=\"AA\"",
                "sha-256",
                "sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE:",
                "sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:;a",
                " sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:",
                "SHA-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:",
                "sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPF=:"
            })
    void whateverIsNotOneDigestIsRefused(String member) {
        assertThatThrownBy(() -> ContentDigest.parse(member))
                .isInstanceOf(InvalidIdentifierException.class);
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

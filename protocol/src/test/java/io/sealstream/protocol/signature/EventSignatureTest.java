package io.sealstream.protocol.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealstream.protocol.Rounds;
import io.sealstream.protocol.SignatureEvidence;
import java.security.KeyPair;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EventSignatureTest {
    private static final String COVERED =
            "\"@method\" \"@authority\" \"@path\" \"@query\" \"content-type\" \"content-digest\""
                    + " \"idempotency-key\"";

    private final KeyPair pair;
    private final DeviceKey key;
    private final SignatureHeaders headers;
    private final CoveredRequest request = Requests.plain();

    EventSignatureTest() throws Exception {
        pair = Requests.pair(SignatureAlgorithm.ECDSA_P256_SHA256);
        key = Requests.key(pair);
        headers = new EventSigner(pair.getPrivate(), key).sign(request, Requests.NONCE);
    }

    @ParameterizedTest
    @EnumSource
    void signedRequestVerifiesFromHeadersAndFromEvidence(SignatureAlgorithm algorithm) {
        Rounds.run(
                20,
                random -> {
                    // Given
                    KeyPair pair = Requests.pair(algorithm);
                    DeviceKey key = Requests.key(pair);
                    CoveredRequest signed =
                            new CoveredRequest(
                                    "POST",
                                    Rounds.name(random),
                                    "/v1/streams/" + Rounds.name(random),
                                    "?" + Rounds.name(random),
                                    "a/b;c=\"" + Rounds.ascii(random, 20) + "\"",
                                    "sha-256=::",
                                    "\"x\": \"" + Rounds.ascii(random, 20) + "\"",
                                    random.nextBoolean() ? "gzip" : null);
                    // When
                    SignatureHeaders made =
                            new EventSigner(pair.getPrivate(), key).sign(signed, Requests.NONCE);
                    EventSignature read =
                            EventSignature.fromHeaders(
                                    signed, n -> null, made.signatureInput(), made.signature());
                    // Then
                    assertThat(SignatureVerifier.verify(read, key)).isTrue();
                    assertThat(EventSignature.fromEvidence(read.evidence())).isEqualTo(read);
                    assertThat(read.parameters().nonce()).isEqualTo(Requests.NONCE);
                    assertThat(read.parameters().keyId()).isEqualTo(key.keyId());
                });
    }

    @Test
    void aProviderThatKnowsOnlyDerMakesTheSameRawSignatures() throws Exception {
        // A hundred signatures: one in a few has a number with a leading zero byte.
        EventSigner signer = EventSigner.with(new BouncyCastleProvider(), pair.getPrivate(), key);
        for (int i = 0; i < 100; i++) {
            SignatureHeaders made = signer.sign(request, Requests.NONCE);
            EventSignature read =
                    EventSignature.fromHeaders(
                            request, n -> null, made.signatureInput(), made.signature());
            assertThat(SignatureVerifier.verify(read, key)).isTrue();
        }
    }

    @Test
    void eachTamperedValueBreaksTheSignature() throws Exception {
        List<CoveredRequest> tampered =
                List.of(
                        with("PUT", request.authority(), request.path(), "?", "a/b"),
                        with("POST", "other.example", request.path(), "?", request.contentType()),
                        with("POST", request.authority(), "/v1/streams/x", "?", "a/b"),
                        with("POST", request.authority(), request.path(), "?a", "a/b"),
                        with("POST", request.authority(), request.path(), "?", "a/b"),
                        new CoveredRequest(
                                "POST",
                                request.authority(),
                                request.path(),
                                "?",
                                request.contentType(),
                                "sha-256=:x:",
                                request.idempotencyKey(),
                                null),
                        new CoveredRequest(
                                "POST",
                                request.authority(),
                                request.path(),
                                "?",
                                request.contentType(),
                                request.contentDigest(),
                                "\"other\"",
                                null));
        for (CoveredRequest other : tampered) {
            assertThat(SignatureVerifier.verify(read(other, headers.signatureInput()), key))
                    .isFalse();
        }
        String otherNonce = headers.signatureInput().replace(".7\"", ".8\"");
        assertThat(SignatureVerifier.verify(read(request, otherNonce), key)).isFalse();
        assertThat(SignatureVerifier.verify(read(request, headers.signatureInput()), key)).isTrue();
    }

    @Test
    void keyidAndAlgOfAnotherKeyDoNotVerify() throws Exception {
        DeviceKey other = Requests.key(Requests.pair(SignatureAlgorithm.ECDSA_P256_SHA256));
        String theirs =
                headers.signatureInput().replace(key.keyId().value(), other.keyId().value());
        assertThat(SignatureVerifier.verify(read(request, theirs), key)).isFalse();
        assertThat(SignatureVerifier.verify(read(request, theirs), other)).isFalse();
        String ed25519 = headers.signatureInput() + ";alg=\"ed25519\"";
        assertThat(SignatureVerifier.verify(read(request, ed25519), key)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "' \"content-type\"'        | ''                              | not covered",
                "'\"@method\" \"@authority\"' | '\"@authority\" \"@method\"'  | another order",
                "'\"@method\"'              | '\"@method\" \"@method\"'       | covered twice",
                "'\"@path\"'                | '\"@path\";req'                 | without parameters",
                "'\"content-digest\"'       | '\"content-digest\";bs'         | without parameters",
                "'\"content-type\"'         | '\"Content-Type\"'              | lower-case",
                "'\"content-type\"'         | '\"content-type\" \"@target-uri\"' | lower-case",
                "'\"content-type\"'         | '\"content-type\" \"x-absent\"' | is missing",
                "'\"content-type\"'         | 'content-type'                  | without parameters",
                "'sealstream-event-1'       | 'sealstream-event-2'            | no signature with our",
                "';tag='                    | ';created=-1;tag='              | number of seconds",
                "';tag='                    | ';created=\"1\";tag='           | number of seconds",
                "';tag='                    | ';alg=\"rsa-v1_5-sha256\";tag=' | alg is not",
                "';tag='                    | ';extra;tag='                   | not of the profile",
                "';nonce='                  | ';extra='                       | not of the profile",
                "'keyid=\"'                 | 'keyid=\"x'                     | not a thumbprint",
                "'sig1='                    | 'sig2='                         | no signature for its",
                "'(\"@method\"'             | '(\"@method\",'                 | is malformed"
            })
    void inputOutsideTheProfileIsRefused(String from, String to, String reason) {
        String input = headers.signatureInput().replace(from, to);
        assertThat(input).isNotEqualTo(headers.signatureInput());
        assertThatThrownBy(() -> read(request, input))
                .isInstanceOf(MalformedSignatureException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void missingNonceOrKeyidIsRefused() {
        String input = headers.signatureInput().replace(";nonce=\"" + Requests.NONCE + "\"", "");
        assertThatThrownBy(() -> read(request, input)).hasMessageContaining("nonce");
        String keyless = headers.signatureInput().replace(";keyid=\"" + key.keyId() + "\"", "");
        assertThatThrownBy(() -> read(request, keyless)).hasMessageContaining("keyid");
    }

    @Test
    void twoSignaturesWithOurTagAreRefusedAndOthersIgnored() throws Exception {
        String again = headers.signatureInput().replace("sig1=", "sig2=");
        assertThatThrownBy(() -> read(request, headers.signatureInput() + ", " + again))
                .hasMessageContaining("two signatures");
        String foreign = again.replace("sealstream-event-1", "other");
        EventSignature read = read(request, foreign + ", " + headers.signatureInput());
        assertThat(SignatureVerifier.verify(read, key)).isTrue();
    }

    @Test
    void tooLongFieldsAndSignaturesOfAnotherLengthAreRefused() {
        String padding = ", x=\"" + "a".repeat(8192) + "\"";
        assertThatThrownBy(() -> read(request, headers.signatureInput() + padding))
                .hasMessageContaining("8 KiB");
        assertThatThrownBy(() ->
                        EventSignature.fromHeaders(
                                request, n -> null, headers.signatureInput(), "sig1=:AA==:"))
                .hasMessageContaining("64 bytes");
    }

    @Test
    void sentContentEncodingMustBeCovered() {
        CoveredRequest encoded =
                new CoveredRequest("POST", "a", "/p", "?", "a/b", "d", "\"i\"", "gzip");
        assertThatThrownBy(() -> read(encoded, headers.signatureInput()))
                .hasMessageContaining("sent but not covered");
        String covered =
                headers.signatureInput().replace("-key\")", "-key\" \"content-encoding\")");
        assertThatThrownBy(() -> read(request, covered)).hasMessageContaining("is missing");
    }

    @Test
    void lineBreaksInCoveredValuesAreRefused() {
        for (String value : List.of("a\nb", "a\rb", "a\u00e9", "a\t", " a", "a ")) {
            CoveredRequest bad = with("POST", request.authority(), request.path(), "?", value);
            assertThatThrownBy(() -> read(bad, headers.signatureInput()))
                    .isInstanceOf(MalformedSignatureException.class)
                    .hasMessageContaining("covered value");
        }
    }

    @Test
    void otherCoveredFieldsStandInTheBaseAndInItsEvidence() throws Exception {
        String more = headers.signatureInput().replace("(\"@m", "(\"x-more\" \"@m");
        EventSignature read =
                EventSignature.fromHeaders(
                        request,
                        name -> name.equals("x-more") ? "yes" : null,
                        more,
                        headers.signature());
        assertThat(read.evidence().signatureBase()).startsWith("\"x-more\": yes\n");
        assertThat(EventSignature.fromEvidence(read.evidence())).isEqualTo(read);
    }

    @Test
    void evidenceWithAnotherSpellingIsRefused() throws Exception {
        SignatureEvidence good = read(request, headers.signatureInput()).evidence();
        List<UnaryOperator<String>> spellings =
                List.of(
                        base -> base.replace("\"@query\": ?\n", ""),
                        base -> base + " ",
                        base -> base + "\n",
                        base -> base.replace(";keyid", "; keyid"),
                        base -> "\"x\": y\n" + base,
                        base -> base.replace("\"@query\": ?\n", "\"@query\" ?\n"),
                        base -> base.replace("\"@query\": ?\n", "\"@query\": ?\n\"@query\": ?\n"),
                        base -> base.replace(COVERED, COVERED + " \"x\""),
                        base -> base.replace("signature-params", "signature-other"));
        for (UnaryOperator<String> spelling : spellings) {
            String base = spelling.apply(good.signatureBase());
            assertThat(base).isNotEqualTo(good.signatureBase());
            assertThatThrownBy(() ->
                            EventSignature.fromEvidence(
                                    new SignatureEvidence(base, good.signature())))
                    .as(base)
                    .isInstanceOf(MalformedSignatureException.class);
        }
    }

    @Test
    void timesAreCheckedWhenPresent() throws Exception {
        Instant now = Instant.ofEpochSecond(1_000_000);
        read(request, input(";created=999700;expires=1000001")).checkTimes(now);
        read(request, input(";created=1000060")).checkTimes(now);
        read(request, headers.signatureInput()).checkTimes(now);
        for (String bad :
                List.of(
                        ";created=999699",
                        ";created=1000061",
                        ";expires=1000000",
                        ";created=1000050;expires=1000049")) {
            EventSignature signature = read(request, input(bad));
            assertThatThrownBy(() -> signature.checkTimes(now))
                    .isInstanceOf(MalformedSignatureException.class);
        }
    }

    @Test
    void eventIdAndStreamAreReadFromTheCoveredValues() throws Exception {
        assertThat(request.eventId()).hasToString("00112233-4455-6677-8899-aabbccddeeff");
        assertThat(request.stream()).hasToString("temperature");
        CoveredRequest other =
                new CoveredRequest("POST", "a", "/v1/streams/a/b", "?", "", "", "x", null);
        assertThatThrownBy(other::eventId).isInstanceOf(MalformedSignatureException.class);
        assertThatThrownBy(other::stream).isInstanceOf(MalformedSignatureException.class);
    }

    private String input(String parameters) {
        return headers.signatureInput() + parameters;
    }

    private EventSignature read(CoveredRequest covered, String input)
            throws MalformedSignatureException {
        return EventSignature.fromHeaders(covered, name -> null, input, headers.signature());
    }

    private CoveredRequest with(
            String method, String authority, String path, String query, String type) {
        return new CoveredRequest(
                method,
                authority,
                path,
                query,
                type,
                request.contentDigest(),
                request.idempotencyKey(),
                null);
    }
}

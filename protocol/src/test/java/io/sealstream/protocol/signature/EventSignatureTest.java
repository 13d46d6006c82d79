package io.sealstream.protocol.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealstream.protocol.ContentDigest;
import io.sealstream.protocol.EventFacts;
import io.sealstream.protocol.EventId;
import io.sealstream.protocol.Rounds;
import io.sealstream.protocol.SignatureEvidence;
import io.sealstream.protocol.StreamName;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EventSignatureTest {
    private final KeyPair pair;
    private final DeviceKey key;
    private final SignatureHeaders headers;
    private final EventFacts facts = Requests.facts();
    private final CoveredRequest request = Requests.plain();

    EventSignatureTest() throws Exception {
        pair = Requests.pair(SignatureAlgorithm.ECDSA_P256_SHA256);
        key = Requests.key(pair);
        headers = new EventSigner(pair.getPrivate(), key).sign(request, Requests.NONCE);
    }

    @ParameterizedTest
    @EnumSource
    void signedRequestVerifiesAsReceivedAndRebuiltFromItsFacts(SignatureAlgorithm algorithm) {
        Rounds.run(
                20,
                random -> {
                    // Given
                    KeyPair pair = Requests.pair(algorithm);
                    DeviceKey key = Requests.key(pair);
                    EventFacts said =
                            new EventFacts(
                                    facts.device(),
                                    new StreamName(Rounds.name(random)),
                                    EventId.random(),
                                    "a/b;c=\"" + Rounds.name(random) + "\"",
                                    ContentDigest.of(
                                            ContentDigest.Algorithm.SHA_512,
                                            Rounds.bytes(random, 9)));
                    CoveredRequest plain =
                            CoveredRequest.of(said, Rounds.name(random), "?" + Rounds.name(random));
                    CoveredRequest signed = random.nextBoolean() ? plain : encoded(plain, "gzip");
                    // When
                    SignatureHeaders made =
                            new EventSigner(pair.getPrivate(), key).sign(signed, Requests.NONCE);
                    EventSignature read = read(signed, made);
                    EventSignature rebuilt = EventSignature.of(said, read.evidence());
                    // Then
                    assertThat(read.facts()).isEqualTo(said);
                    assertThat(read.isBy(key)).isTrue();
                    assertThat(rebuilt.isBy(key)).isTrue();
                    assertThat(rebuilt.base()).isEqualTo(read.base());
                    assertThat(rebuilt.parameters().nonce()).isEqualTo(Requests.NONCE);
                    assertThat(rebuilt.parameters().keyId()).isEqualTo(key.keyId());
                });
    }

    @Test
    void aProviderThatKnowsOnlyDerMakesTheSameRawSignatures() throws Exception {
        // A hundred signatures: one in a few has a number with a leading zero byte.
        EventSigner signer = EventSigner.with(new BouncyCastleProvider(), pair.getPrivate(), key);
        for (int i = 0; i < 100; i++) {
            assertThat(read(request, signer.sign(request, Requests.NONCE)).isBy(key)).isTrue();
        }
    }

    @Test
    void anyOtherFactTakesTheSignatureItsForce() throws Exception {
        // Given
        SignatureEvidence evidence = read(request, headers).evidence();
        List<EventFacts> others =
                List.of(
                        with(new StreamName("x"), facts.eventId(), "application/json"),
                        with(facts.stream(), EventId.random(), "application/json"),
                        with(facts.stream(), facts.eventId(), "application/cbor"),
                        new EventFacts(
                                facts.device(),
                                facts.stream(),
                                facts.eventId(),
                                facts.contentType(),
                                ContentDigest.of(ContentDigest.Algorithm.SHA_256, new byte[] {1})),
                        new EventFacts(
                                facts.device(),
                                facts.stream(),
                                facts.eventId(),
                                facts.contentType(),
                                ContentDigest.of(
                                        ContentDigest.Algorithm.SHA_512, Requests.CONTENT)));
        // Then
        assertThat(EventSignature.of(facts, evidence).isBy(key)).isTrue();
        for (EventFacts other : others) {
            assertThat(EventSignature.of(other, evidence).isBy(key)).isFalse();
        }
    }

    @Test
    void anyOtherEvidenceTakesTheSignatureItsForce() throws Exception {
        // Given
        SignatureEvidence e = read(request, headers).evidence();
        byte[] broken = e.signature().clone();
        broken[40] ^= 1;
        List<SignatureEvidence> others =
                List.of(
                        evidence("other.example", "?", List.of(), e.parameters(), e.signature()),
                        evidence(e.authority(), "?a", List.of(), e.parameters(), e.signature()),
                        evidence(e.authority(), "?", List.of(), e.parameters(), broken),
                        evidence(
                                e.authority(),
                                "?",
                                List.of(),
                                e.parameters().replace(".7\"", ".8\""),
                                e.signature()));
        // Then
        for (SignatureEvidence other : others) {
            assertThat(EventSignature.of(facts, other).isBy(key)).isFalse();
        }
    }

    @Test
    void onlyTheOneSpellingOfARequestIsRead() {
        List<CoveredRequest> others =
                List.of(
                        changed("PUT", request.path(), null, null),
                        changed("POST", "/v1/streams/temperature/", null, null),
                        changed("POST", "/v1/streams/temper%61ture", null, null),
                        changed("POST", "/v1/streams/x/../temperature", null, null),
                        changed("POST", "/v2/streams/temperature", null, null),
                        changed("POST", request.path(), "md5=:AAAA:", null),
                        changed("POST", request.path(), "sha-256=:", null),
                        changed("POST", request.path(), "sha-256=:AA==:", null),
                        changed("POST", request.path(), request.contentDigest() + ";a", null),
                        changed(
                                "POST",
                                request.path(),
                                request.contentDigest() + ", " + request.contentDigest(),
                                null),
                        changed("POST", request.path(), null, facts.eventId().toString()),
                        changed("POST", request.path(), null, "\"x\""),
                        changed(
                                "POST",
                                request.path(),
                                null,
                                request.idempotencyKey().toUpperCase(Locale.ROOT)));
        for (CoveredRequest other : others) {
            assertThatThrownBy(() -> read(other, headers))
                    .as(other.toString())
                    .isInstanceOf(MalformedSignatureException.class);
        }
    }

    @Test
    void keyidAndAlgOfAnotherKeyDoNotVerify() throws Exception {
        DeviceKey other = Requests.key(Requests.pair(SignatureAlgorithm.ECDSA_P256_SHA256));
        String theirs =
                headers.signatureInput().replace(key.keyId().value(), other.keyId().value());
        assertThat(read(request, theirs).isBy(key)).isFalse();
        assertThat(read(request, theirs).isBy(other)).isFalse();
        String ed25519 = headers.signatureInput() + ";alg=\"ed25519\"";
        assertThat(read(request, ed25519).isBy(key)).isFalse();
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
        assertThat(read.isBy(key)).isTrue();
    }

    @Test
    void tooLongFieldsAndSignaturesOfAnotherLengthAreRefused() {
        String padding = ", x=\"" + "a".repeat(8192) + "\"";
        assertThatThrownBy(() -> read(request, headers.signatureInput() + padding))
                .hasMessageContaining("8 KiB");
        assertThatThrownBy(() ->
                        read(
                                request,
                                new SignatureHeaders(headers.signatureInput(), "sig1=:AA==:")))
                .hasMessageContaining("64 bytes");
    }

    @Test
    void sentContentEncodingMustBeCovered() {
        CoveredRequest encoded = encoded(request, "gzip");
        assertThatThrownBy(() -> read(encoded, headers.signatureInput()))
                .hasMessageContaining("sent but not covered");
        String covered =
                headers.signatureInput().replace("-key\")", "-key\" \"content-encoding\")");
        assertThatThrownBy(() -> read(request, covered)).hasMessageContaining("is missing");
    }

    @Test
    void lineBreaksInCoveredValuesAreRefused() {
        for (String value : List.of("a\nb", "a\rb", "a\u00e9", "a\t", " a", "a ")) {
            CoveredRequest bad =
                    CoveredRequest.of(
                            with(facts.stream(), facts.eventId(), value), Requests.AUTHORITY, "?");
            assertThatThrownBy(() -> read(bad, headers.signatureInput()))
                    .isInstanceOf(MalformedSignatureException.class)
                    .hasMessageContaining("covered value");
        }
    }

    @Test
    void otherCoveredFieldsAreKeptWithTheirNamesAndOrder() throws Exception {
        // Given
        String more = headers.signatureInput().replace("(\"@m", "(\"x-more\" \"@m");
        // When
        EventSignature read =
                RequestSignature.read(
                        facts.device(),
                        request,
                        name -> name.equals("x-more") ? "yes" : null,
                        more,
                        headers.signature());
        // Then
        assertThat(read.base()).startsWith("\"x-more\": yes\n");
        assertThat(read.evidence().fields()).containsExactly("yes");
        assertThat(EventSignature.of(facts, read.evidence()).base()).isEqualTo(read.base());
    }

    @Test
    void evidenceWithAnotherSpellingIsRefused() throws Exception {
        SignatureEvidence good = read(request, headers).evidence();
        List<String> standard = SignatureEvidence.STANDARD_COMPONENTS;
        List<SignatureEvidence> others =
                List.of(
                        with(good, standard.subList(0, 6), List.of(), good.parameters()),
                        with(good, standard, List.of("x"), good.parameters()),
                        with(good, plus(standard, "x"), List.of(), good.parameters()),
                        with(good, plus(standard, "x\" \"y"), List.of("1"), good.parameters()),
                        with(good, plus(standard, "x"), List.of("1\n2"), good.parameters()),
                        with(good, standard.reversed(), List.of(), good.parameters()),
                        with(good, standard, List.of(), good.parameters() + " "),
                        with(good, standard, List.of(), good.parameters() + ", ()"),
                        with(good, standard, List.of(), good.parameters() + ";x"),
                        with(
                                good,
                                standard,
                                List.of(),
                                good.parameters().replace(";keyid", "; keyid")),
                        with(good, standard, List.of(), ""),
                        evidence("a\n", "?", List.of(), good.parameters(), good.signature()),
                        evidence("a", "?", List.of(), good.parameters(), new byte[63]));
        for (SignatureEvidence other : others) {
            assertThatThrownBy(() -> EventSignature.of(facts, other))
                    .as(other.toString())
                    .isInstanceOf(MalformedSignatureException.class);
        }
    }

    @Test
    void noEvidenceBreaksMoreThanItself() {
        Rounds.run(
                3000,
                random -> {
                    SignatureEvidence good = read(request, headers).evidence();
                    SignatureEvidence odd =
                            new SignatureEvidence(
                                    "#" + Rounds.ascii(random, 20),
                                    Rounds.ascii(random, 20),
                                    random.nextBoolean()
                                            ? good.components()
                                            : List.of(Rounds.ascii(random, 9)),
                                    List.of(),
                                    mutated(good.parameters(), random),
                                    good.signature());
                    try {
                        assertThat(EventSignature.of(facts, odd).isBy(key)).isFalse();
                    } catch (MalformedSignatureException e) {
                        assertThat(e).hasMessageNotContaining(odd.authority() + odd.query());
                    }
                });
    }

    @Test
    void timesAreCheckedWhenPresent() throws Exception {
        Instant now = Instant.ofEpochSecond(1_000_000);
        for (String good : List.of("", ";created=999700;expires=1000001", ";created=1000060")) {
            assertThat(read(request, input(good)).isInTime(now, Duration.ZERO)).as(good).isTrue();
        }
        for (String bad :
                List.of(
                        ";created=999699",
                        ";created=1000061",
                        ";expires=1000000",
                        ";created=1000050;expires=1000049")) {
            assertThat(read(request, input(bad)).isInTime(now, Duration.ZERO)).as(bad).isFalse();
        }
        Duration grace = Duration.ofSeconds(10);
        for (String late : List.of(";created=999690", ";created=1000070", ";expires=999991")) {
            assertThat(read(request, input(late)).isInTime(now, grace)).as(late).isTrue();
        }
        for (String tooLate : List.of(";created=999689", ";created=1000071", ";expires=999990")) {
            assertThat(read(request, input(tooLate)).isInTime(now, grace)).as(tooLate).isFalse();
        }
    }

    private static String mutated(String text, RandomGenerator random) {
        char[] all = text.toCharArray();
        all[random.nextInt(all.length)] = (char) random.nextInt(0x100);
        return new String(all);
    }

    private static List<String> plus(List<String> components, String one) {
        return Stream.concat(components.stream(), Stream.of(one)).toList();
    }

    private static SignatureEvidence with(
            SignatureEvidence e, List<String> components, List<String> fields, String parameters) {
        return new SignatureEvidence(
                e.authority(), e.query(), components, fields, parameters, e.signature());
    }

    private static SignatureEvidence evidence(
            String authority,
            String query,
            List<String> fields,
            String parameters,
            byte[] signature) {
        return new SignatureEvidence(
                authority,
                query,
                SignatureEvidence.STANDARD_COMPONENTS,
                fields,
                parameters,
                signature);
    }

    private String input(String parameters) {
        return headers.signatureInput() + parameters;
    }

    private EventSignature read(CoveredRequest covered, String input)
            throws MalformedSignatureException {
        return read(covered, new SignatureHeaders(input, headers.signature()));
    }

    private EventSignature read(CoveredRequest covered, SignatureHeaders made)
            throws MalformedSignatureException {
        return RequestSignature.read(
                facts.device(), covered, name -> null, made.signatureInput(), made.signature());
    }

    private EventFacts with(StreamName stream, EventId id, String contentType) {
        return new EventFacts(facts.device(), stream, id, contentType, facts.contentDigest());
    }

    private CoveredRequest changed(
            String method, String path, @Nullable String digest, @Nullable String key) {
        return new CoveredRequest(
                method,
                request.authority(),
                path,
                "?",
                request.contentType(),
                digest == null ? request.contentDigest() : digest,
                key == null ? request.idempotencyKey() : key,
                null);
    }

    private static CoveredRequest encoded(CoveredRequest plain, String encoding) {
        return new CoveredRequest(
                plain.method(),
                plain.authority(),
                plain.path(),
                plain.query(),
                plain.contentType(),
                plain.contentDigest(),
                plain.idempotencyKey(),
                encoding);
    }
}

package io.sealstream.protocol.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.InvalidIdentifierException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnrolmentSignatureTest {
    private static final Instant NOW = Instant.parse("2026-11-29T02:00:00Z");
    private static final DeviceId PUMP = new DeviceId("acme", "pump-1");
    private static final byte[] CSR = {1, 2, 3};
    private static final String TOKEN = "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A";

    private final EnrolmentKey token = EnrolmentKey.ofToken(TOKEN);
    private final SignatureHeaders first = EnrolmentSigner.first(token, PUMP).sign(CSR, NOW);

    /** RFC 8032, section 7.1, test 1. */
    @Test
    void tokenIsASeedAndItsPublicKeyIsTheOneOfRfc8032() {
        byte[] der = token.publicKey().subjectPublicKeyInfo();
        assertThat(java.util.HexFormat.of().formatHex(der, 12, 44))
                .isEqualTo("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
        assertThat(token.toString()).doesNotContain(TOKEN);
        assertThat(EnrolmentKey.newToken()).hasSize(43).isNotEqualTo(EnrolmentKey.newToken());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2B", "nWGx ne"})
    void whatIsNoTokenIsRefused(String text) {
        assertThatExceptionOfType(InvalidIdentifierException.class)
                .isThrownBy(() -> EnrolmentKey.ofToken(text));
    }

    @Test
    void fieldsAreSpelledAsDocumented() {
        assertThat(first.signatureInput())
                .isEqualTo(
                        "sig1=(\"@method\" \"@path\" \"content-digest\");created=1795917600"
                                + ";expires=1795917900;keyid=\"acme/pump-1\""
                                + ";tag=\"sealstream-enrol-1\"");
        assertThat(EnrolmentSignature.content(CSR)).isEqualTo("AQID");
    }

    @Test
    void holdsForItsRequestPurposeKeyAndTimeAlone() throws Exception {
        // Given
        EnrolmentSignature read = EnrolmentSignature.read(EnrolmentPurpose.FIRST, first, CSR);
        DeviceKey key = token.publicKey();
        DeviceKey other = EnrolmentKey.ofToken(EnrolmentKey.newToken()).publicKey();
        // When, Then
        assertThat(read.keyId()).isEqualTo(PUMP.key());
        assertThat(read.isBy(key, PUMP.key(), NOW)).isTrue();
        assertThat(read.isBy(key, PUMP.key(), NOW.minusSeconds(60))).isTrue();
        assertThat(read.isBy(key, PUMP.key(), NOW.plusSeconds(299))).isTrue();
        assertThat(read.isBy(key, PUMP.key(), NOW.minusSeconds(61))).isFalse();
        assertThat(read.isBy(key, PUMP.key(), NOW.plusSeconds(300))).isFalse();
        assertThat(read.isBy(key, "acme/pump-2", NOW)).isFalse();
        assertThat(read.isBy(other, PUMP.key(), NOW)).isFalse();
        EnrolmentSignature moved =
                EnrolmentSignature.read(EnrolmentPurpose.FIRST, first, new byte[] {1, 2, 4});
        assertThat(moved.isBy(key, PUMP.key(), NOW)).isFalse();
        assertMalformed(EnrolmentPurpose.RENEWAL, first);
    }

    @Test
    void renewalIsSignedByTheIdentityKey() throws Exception {
        // Given
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        DeviceKey key = DeviceKey.ofSubjectPublicKeyInfo(pair.getPublic().getEncoded());
        // When
        SignatureHeaders renewal = EnrolmentSigner.renewal(pair.getPrivate(), key).sign(CSR, NOW);
        // Then
        EnrolmentSignature read = EnrolmentSignature.read(EnrolmentPurpose.RENEWAL, renewal, CSR);
        assertThat(read.isBy(key, key.keyId().value(), NOW)).isTrue();
        assertMalformed(EnrolmentPurpose.FIRST, renewal);
        assertThat(by(key, renewal, "sealstream-renew-1", "sealstream-enrol-1")).isFalse();
    }

    /** Whether a signature for one tag holds for another, with the tag exchanged. */
    private static boolean by(DeviceKey key, SignatureHeaders headers, String tag, String other)
            throws Exception {
        var exchanged =
                new SignatureHeaders(
                        headers.signatureInput().replace(tag, other), headers.signature());
        return EnrolmentSignature.read(EnrolmentPurpose.FIRST, exchanged, CSR)
                .isBy(key, key.keyId().value(), NOW);
    }

    @Test
    void everyChangeOfTheInputTakesTheSignatureItsEffect() throws Exception {
        for (String[] change :
                List.of(
                        new String[] {"created=1795917600", "created=1795917601"},
                        new String[] {"expires=1795917900", "expires=1795917899"},
                        new String[] {"expires=1795917900", "expires=1895917900"},
                        new String[] {"acme/pump-1", "acme/pump-2"},
                        new String[] {";tag", ";alg=\"ed25519\";tag"},
                        new String[] {";tag", ";alg=\"ecdsa-p256-sha256\";tag"},
                        new String[] {";tag", ";alg=ed25519;tag"})) {
            EnrolmentSignature changed =
                    EnrolmentSignature.read(
                            EnrolmentPurpose.FIRST, changed(change[0], change[1]), CSR);
            assertThat(changed.isBy(token.publicKey(), changed.keyId(), NOW))
                    .as(change[1])
                    .isFalse();
        }
    }

    @Test
    void everyOtherProfileIsMalformed() {
        for (String[] change :
                List.of(
                        new String[] {"\"@method\" ", ""},
                        new String[] {" \"content-digest\"", ""},
                        new String[] {"\"@path\"", "\"@authority\""},
                        new String[] {"\"@path\"", "\"@path\" \"@query\""},
                        new String[] {"\"@path\"", "\"@path\" \"@path\""},
                        new String[] {"\"content-digest\"", "\"content-digest\";req"},
                        new String[] {"\"@method\" \"@path\"", "\"@path\" \"@method\""},
                        new String[] {";created=1795917600", ""},
                        new String[] {";expires=1795917900", ""},
                        new String[] {";keyid=\"acme/pump-1\"", ""},
                        new String[] {"keyid=\"acme/pump-1\"", "keyid=acme"},
                        new String[] {"created=1795917600", "created=\"x\""},
                        new String[] {"created=1795917600", "created=-1"},
                        new String[] {";tag", ";nonce=\"n\";tag"},
                        new String[] {"sealstream-enrol-1", "sealstream-event-1"},
                        new String[] {"sig1=", "sig2="},
                        new String[] {"sig1=", "sig1=1 "})) {
            assertMalformed(EnrolmentPurpose.FIRST, changed(change[0], change[1]));
        }
        String twice = first.signatureInput() + ", " + first.signatureInput().replace("sig1", "b");
        assertMalformed(EnrolmentPurpose.FIRST, new SignatureHeaders(twice, first.signature()));
        assertMalformed(
                EnrolmentPurpose.FIRST, new SignatureHeaders(first.signatureInput(), "sig1=1"));
        assertMalformed(
                EnrolmentPurpose.FIRST,
                new SignatureHeaders(first.signatureInput(), "x".repeat(8192)));
    }

    private SignatureHeaders changed(String from, String to) {
        assertThat(first.signatureInput()).contains(from);
        return new SignatureHeaders(first.signatureInput().replace(from, to), first.signature());
    }

    private static void assertMalformed(EnrolmentPurpose purpose, SignatureHeaders headers) {
        assertThatExceptionOfType(MalformedSignatureException.class)
                .as(headers.signatureInput())
                .isThrownBy(() -> EnrolmentSignature.read(purpose, headers, CSR));
    }
}

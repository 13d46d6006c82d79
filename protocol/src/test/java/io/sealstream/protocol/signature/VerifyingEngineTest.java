package io.sealstream.protocol.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.sealstream.protocol.Vectors;
import java.nio.file.Files;
import java.security.InvalidKeyException;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Both engines, against published vectors. */
class VerifyingEngineTest {

    static Stream<VerifyingEngine> engines() {
        return Stream.concat(ConscryptEngine.load().stream(), Stream.of(new BouncyCastleEngine()));
    }

    @Test
    void conscryptIsUsedWhereItLoads() {
        Optional<VerifyingEngine> conscrypt = ConscryptEngine.load();
        assumeTrue(conscrypt.isPresent(), "Conscrypt's native library does not load here");
        assertThat(SignatureVerifier.engineName()).isEqualTo("Conscrypt");
    }

    @ParameterizedTest
    @MethodSource("engines")
    void ecdsaVectorsOfWycheproof(VerifyingEngine engine) throws Exception {
        check(engine, "ecdsa_secp256r1_sha256_p1363_test.json");
    }

    @ParameterizedTest
    @MethodSource("engines")
    void ed25519VectorsOfWycheproof(VerifyingEngine engine) throws Exception {
        check(engine, "ed25519_test.json");
    }

    private static void check(VerifyingEngine engine, String file) throws Exception {
        for (JsonNode test : Vectors.wycheproof(file)) {
            DeviceKey key =
                    DeviceKey.ofSubjectPublicKeyInfo(
                            Vectors.hex(test.get("group").get("publicKeyDer")));
            assertThat(
                            engine.verify(
                                    key,
                                    Vectors.hex(test.get("msg")),
                                    Vectors.hex(test.get("sig"))))
                    .as(test.get("tcId") + " " + test.get("comment"))
                    .isEqualTo(test.get("result").asText().equals("valid"));
        }
    }

    /** RFC 9421, appendix B.2.6 and B.2.4: their profile is not ours, so the base is verified. */
    @ParameterizedTest
    @MethodSource("engines")
    void examplesOfTheRfcVerify(VerifyingEngine engine) throws Exception {
        assertThat(rfc(engine, "b26_request", "test-key-ed25519")).isTrue();
        assertThat(rfc(engine, "b24_response", "test-key-ecc-p256")).isTrue();
        assertThat(rfc(engine, "b24_response", "test-key-ed25519")).isFalse();
    }

    private static boolean rfc(VerifyingEngine engine, String message, String keyName)
            throws Exception {
        String pem = Files.readString(Vectors.file("rfc9421/" + keyName + ".pub"), UTF_8);
        DeviceKey key =
                DeviceKey.ofSubjectPublicKeyInfo(
                        Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", "")));
        byte[] base = Files.readAllBytes(Vectors.file("rfc9421/" + message + "_sigbase.txt"));
        String signed = Files.readString(Vectors.file("rfc9421/" + message + "_signed.txt"), UTF_8);
        String signature = signed.replaceAll("(?s).*\nSignature: [a-z0-9-]+=:([^:]+):.*", "$1");
        return engine.verify(key, base, Base64.getDecoder().decode(signature));
    }

    @Test
    void thumbprintsAreThoseOfTheRfcs() throws Exception {
        // RFC 8037, appendix A.3
        byte[] x = Base64.getUrlDecoder().decode("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo");
        byte[] der = new byte[44];
        byte[] start = java.util.HexFormat.of().parseHex("302a300506032b6570032100");
        System.arraycopy(start, 0, der, 0, 12);
        System.arraycopy(x, 0, der, 12, 32);
        assertThat(DeviceKey.ofSubjectPublicKeyInfo(der).keyId())
                .hasToString("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
        for (JsonNode vector : Vectors.json("jwk-thumbprint/vectors.json")) {
            if (vector.get("name").asText().equals("ed25519")) {
                assertThat(vector.get("thumbprint").asText())
                        .isEqualTo(DeviceKey.ofSubjectPublicKeyInfo(der).keyId().value());
            }
        }
    }

    @Test
    void thumbprintOfP256IsThatOfWycheproofsJwk() throws Exception {
        JsonNode test = Vectors.wycheproof("ecdsa_secp256r1_sha256_p1363_test.json").getFirst();
        JsonNode jwk = test.get("group").get("publicKeyJwk");
        String canonical =
                "{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":%s,\"y\":%s}"
                        .formatted(jwk.get("x"), jwk.get("y"));
        byte[] hash =
                java.security.MessageDigest.getInstance("SHA-256")
                        .digest(canonical.getBytes(UTF_8));
        assertThat(
                        DeviceKey.ofSubjectPublicKeyInfo(
                                        Vectors.hex(test.get("group").get("publicKeyDer")))
                                .keyId()
                                .value())
                .isEqualTo(Base64.getUrlEncoder().withoutPadding().encodeToString(hash));
    }

    @Test
    void keysOfOtherKindsAndPointsOffTheCurveAreRefused() throws Exception {
        byte[] rsa =
                java.security.KeyPairGenerator.getInstance("RSA")
                        .generateKeyPair()
                        .getPublic()
                        .getEncoded();
        byte[] offCurve =
                Requests.pair(SignatureAlgorithm.ECDSA_P256_SHA256).getPublic().getEncoded();
        offCurve[90] ^= 1;
        byte[] smallOrder = Requests.pair(SignatureAlgorithm.ED25519).getPublic().getEncoded();
        java.util.Arrays.fill(smallOrder, 12, 44, (byte) 0);
        smallOrder[12] = 1;
        for (byte[] der : new byte[][] {rsa, offCurve, smallOrder, {}}) {
            assertThatThrownBy(() -> DeviceKey.ofSubjectPublicKeyInfo(der))
                    .isInstanceOf(InvalidKeyException.class);
        }
    }
}

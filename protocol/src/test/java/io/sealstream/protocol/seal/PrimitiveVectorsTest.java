package io.sealstream.protocol.seal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.sealstream.protocol.Vectors;
import io.sealstream.protocol.secret.KeyBytes;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.AEADBadTagException;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.agreement.X25519Agreement;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.crypto.hpke.HPKEContext;
import org.bouncycastle.crypto.kems.MLKEMExtractor;
import org.bouncycastle.crypto.params.MLKEMParameters;
import org.bouncycastle.crypto.params.MLKEMPrivateKeyParameters;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.X25519PublicKeyParameters;
import org.bouncycastle.pqc.crypto.xwing.XWingKEMExtractor;
import org.bouncycastle.pqc.crypto.xwing.XWingPrivateKeyParameters;
import org.junit.jupiter.api.Test;

/** The primitives the suites are made of, as this class path gives them. */
class PrimitiveVectorsTest {

    @Test
    void hpkeVectorsOfRfc9180() throws Exception {
        int run = 0;
        for (JsonNode v : Vectors.json("hpke-rfc9180/test-vectors-subset.json")) {
            if (v.get("mode").asInt() == 0
                    && v.get("kem_id").asInt() == 0x20
                    && v.get("aead_id").asInt() == 2) {
                // Given
                HPKE hpke = EnvelopeSuite.X25519.hpke();
                var pair = EnvelopeSuite.X25519.keyPair(hpke, Vectors.hex(v.get("ikmR")));
                assertThat(hpke.serializePublicKey(pair.getPublic()))
                        .isEqualTo(Vectors.hex(v.get("pkRm")));
                // When
                HPKEContext context =
                        hpke.setupBaseR(
                                Vectors.hex(v.get("enc")), pair, Vectors.hex(v.get("info")));
                // Then
                for (JsonNode e : v.get("exports")) {
                    assertThat(
                                    context.export(
                                            Vectors.hex(e.get("exporter_context")),
                                            e.get("L").asInt()))
                            .isEqualTo(Vectors.hex(e.get("exported_value")));
                }
                JsonNode first = v.get("encryptions").get(0);
                assertThat(
                                context.open(
                                        Vectors.hex(first.get("aad")),
                                        Vectors.hex(first.get("ct"))))
                        .isEqualTo(Vectors.hex(first.get("pt")));
                run++;
            }
        }
        assertThat(run).isPositive();
    }

    @Test
    void xWingVectorsOfTheDraft() throws Exception {
        for (JsonNode v : Vectors.json("xwing-kem/test-vectors.json")) {
            HPKE hpke = EnvelopeSuite.X_WING.hpke();
            var pair = EnvelopeSuite.X_WING.keyPair(hpke, Vectors.hex(v.get("seed")));
            assertThat(hpke.serializePublicKey(pair.getPublic()))
                    .isEqualTo(Vectors.hex(v.get("pk")));
            var extractor = new XWingKEMExtractor((XWingPrivateKeyParameters) pair.getPrivate());
            assertThat(extractor.extractSecret(Vectors.hex(v.get("ct"))))
                    .isEqualTo(Vectors.hex(v.get("ss")));
        }
    }

    @Test
    void aesGcmVectorsOfWycheproof() throws Exception {
        for (JsonNode v : Vectors.wycheproof("aes_gcm_test.json")) {
            JsonNode group = v.get("group");
            if (group.get("keySize").asInt() != 256 || group.get("ivSize").asInt() != 96) {
                continue;
            }
            KeyBytes key = KeyBytes.takeOwnershipOf(Vectors.hex(v.get("key")));
            byte[] iv = Vectors.hex(v.get("iv"));
            byte[] aad = Vectors.hex(v.get("aad"));
            byte[] sealed = HexFormat.of().parseHex(v.get("ct").asText() + v.get("tag").asText());
            if (v.get("result").asText().equals("valid")) {
                byte[] message = Vectors.hex(v.get("msg"));
                assertThat(Aes256Gcm.open(key, iv, aad, sealed)).isEqualTo(message);
                assertThat(Aes256Gcm.seal(key, iv, aad, message)).isEqualTo(sealed);
            } else {
                assertThatThrownBy(() -> Aes256Gcm.open(key, iv, aad, sealed))
                        .as(v.get("comment").asText())
                        .isInstanceOf(AEADBadTagException.class);
            }
        }
    }

    @Test
    void coseExampleHasOurAadAndOpens() throws Exception {
        // Given
        JsonNode v = Vectors.json("cose-examples/aes-gcm-examples/aes-gcm-enc-03.json");
        JsonNode between = v.get("intermediates");
        byte[] cose = Vectors.hex(v.get("output").get("cbor"));
        byte[] iv = Vectors.hex(v.get("input").get("rng_stream").get(0));
        // When
        byte[] aad = SealedEvent.aad(new byte[0]);
        // Then
        assertThat(aad).isEqualTo(Vectors.hex(between.get("AAD_hex")));
        KeyBytes key = KeyBytes.takeOwnershipOf(Vectors.hex(between.get("CEK_hex")));
        byte[] ciphertext = Arrays.copyOfRange(cose, cose.length - 36, cose.length);
        assertThat(Aes256Gcm.open(key, iv, aad, ciphertext))
                .isEqualTo(v.get("input").get("plaintext").asText().getBytes(UTF_8));
        assertThatThrownBy(() -> SealedEvent.decode(cose))
                .as("no data key id")
                .isInstanceOf(WrongCiphertextException.class);
    }

    @Test
    void coseExamplesOfOtherShapeAreRefused() throws Exception {
        for (String name : new String[] {"01", "02", "03", "04", "06", "07"}) {
            byte[] cose =
                    Vectors.hex(
                            Vectors.json("cose-examples/encrypted-tests/enc-fail-" + name + ".json")
                                    .get("output")
                                    .get("cbor"));
            assertThatThrownBy(() -> SealedEvent.decode(cose))
                    .as(name)
                    .isInstanceOf(WrongCiphertextException.class);
        }
    }

    @Test
    void hmacVectorsOfWycheproof() throws Exception {
        for (JsonNode v : Vectors.wycheproof("hmac_sha256_test.json")) {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Vectors.hex(v.get("key")), "HmacSHA256"));
            byte[] tag = mac.doFinal(Vectors.hex(v.get("msg")));
            int length = v.get("group").get("tagSize").asInt() / 8;
            assertThat(Arrays.equals(Arrays.copyOf(tag, length), Vectors.hex(v.get("tag"))))
                    .isEqualTo(v.get("result").asText().equals("valid"));
        }
    }

    @Test
    void hkdfVectorsOfWycheproof() throws Exception {
        for (JsonNode v : Vectors.wycheproof("hkdf_sha256_test.json")) {
            KDF kdf = KDF.getInstance("HKDF-SHA256");
            int size = v.get("size").asInt();
            var extract =
                    HKDFParameterSpec.ofExtract()
                            .addIKM(Vectors.hex(v.get("ikm")))
                            .addSalt(Vectors.hex(v.get("salt")));
            if (v.get("result").asText().equals("valid")) {
                var spec = extract.thenExpand(Vectors.hex(v.get("info")), size);
                assertThat(kdf.deriveData(spec)).isEqualTo(Vectors.hex(v.get("okm")));
            } else {
                var info = Vectors.hex(v.get("info"));
                assertThatThrownBy(() -> kdf.deriveData(extract.thenExpand(info, size)))
                        .isInstanceOf(java.security.InvalidAlgorithmParameterException.class);
            }
        }
    }

    @Test
    void x25519VectorsOfWycheproof() throws Exception {
        for (JsonNode v : Vectors.wycheproof("x25519_test.json")) {
            X25519Agreement agreement = new X25519Agreement();
            agreement.init(new X25519PrivateKeyParameters(Vectors.hex(v.get("private"))));
            var other = new X25519PublicKeyParameters(Vectors.hex(v.get("public")));
            byte[] expected = Vectors.hex(v.get("shared"));
            byte[] shared = new byte[32];
            if (Arrays.equals(expected, new byte[32])) {
                assertThatThrownBy(() -> agreement.calculateAgreement(other, shared, 0))
                        .as("a public key of small order")
                        .isInstanceOf(IllegalStateException.class);
            } else {
                agreement.calculateAgreement(other, shared, 0);
                assertThat(shared).isEqualTo(expected);
            }
        }
    }

    @Test
    void mlKemVectorsOfWycheproof() throws Exception {
        for (JsonNode v : Vectors.wycheproof("mlkem_768_test.json")) {
            byte[] seed = Vectors.hex(v.get("seed"));
            byte[] ciphertext = Vectors.hex(v.get("c"));
            if (v.get("result").asText().equals("valid")) {
                var key = new MLKEMPrivateKeyParameters(MLKEMParameters.ml_kem_768, seed);
                assertThat(key.getPublicKey()).isEqualTo(Vectors.hex(v.get("ek")));
                assertThat(new MLKEMExtractor(key).extractSecret(ciphertext))
                        .isEqualTo(Vectors.hex(v.get("K")));
            } else {
                assertThatThrownBy(() ->
                                new MLKEMExtractor(
                                                new MLKEMPrivateKeyParameters(
                                                        MLKEMParameters.ml_kem_768, seed))
                                        .extractSecret(ciphertext))
                        .isInstanceOf(IllegalArgumentException.class);
            }
        }
    }
}

package io.sealstream.keys.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sealstream.keys.Csr;
import io.sealstream.keys.InMemoryCore;
import io.sealstream.keys.Pki;
import io.sealstream.keys.RequestRefusedException;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.Problem;
import io.sealstream.protocol.SpiffeId;
import io.sealstream.protocol.identity.SpiffeCertificate;
import java.security.KeyPair;
import java.security.cert.CertificateException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CertificateRequestTest {

    @Test
    void requestOfAP256KeyIsTaken() {
        // Given
        KeyPair key = Csr.p256();
        // When
        CertificateRequest request = CertificateRequest.parse(Csr.by(key));
        // Then
        assertThat(request.key().subjectPublicKeyInfo()).isEqualTo(key.getPublic().getEncoded());
    }

    @Test
    void requestForAnotherPartysKeyIsRefused() {
        // Given
        KeyPair victim = Csr.p256();
        KeyPair attacker = Csr.p256();
        // When, Then
        assertRefused(
                Csr.signed(victim.getPublic(), attacker.getPrivate(), "SHA256withECDSA", null));
    }

    @Test
    void alteredRequestIsRefused() {
        // Given
        byte[] csr = Csr.by(Csr.p256());
        // When
        csr[csr.length - 1] ^= 1;
        // Then
        assertRefused(csr);
    }

    @Test
    void otherKeysAreRefused() {
        assertRefused(Csr.by(Csr.of("RSA"), "SHA256withRSA"));
        assertRefused(Csr.by(Csr.ec("secp384r1"), "SHA384withECDSA"));
        assertRefused(Csr.by(Csr.of("Ed448"), "Ed448"));
    }

    @Test
    void requestsAsRealClientsWriteThemAreTaken() {
        for (byte[] csr :
                List.of(
                        OddCsr.withoutSubject(),
                        OddCsr.withChallenge(),
                        OddCsr.withNullParameters(),
                        Csr.by(Csr.p256(), "SHA384withECDSA"),
                        Csr.by(Csr.p256(), "SHA512withECDSA"),
                        Csr.ed25519())) {
            assertThat(CertificateRequest.parse(csr).der()).isEqualTo(csr);
        }
    }

    @Test
    void requestWithoutAttributesOrWithAnotherDigestIsRefused() {
        assertRefused(OddCsr.withoutAttributes());
        assertRefused(Csr.by(Csr.p256(), "SHA1withECDSA"));
        assertRefused(Csr.by(Csr.p256(), "SHA224withECDSA"));
        assertRefused(Csr.by(Csr.p256(), "SHA3-256withECDSA"));
    }

    @Test
    void otherSpellingsOfAKeyAreRefused() {
        assertRefused(OddCsr.withCompressedPoint());
        assertRefused(OddCsr.withExplicitCurve());
    }

    @Test
    void refusedRequestLeavesTheTokenAsItWas() {
        // Given
        InMemoryCore core = new InMemoryCore();
        DeviceId pump = new DeviceId("acme", "pump-1");
        EnrolmentToken token = core.registry.register(pump).token();
        assertThatExceptionOfType(RequestRefusedException.class)
                .isThrownBy(() -> core.enrol(pump, token, OddCsr.withoutAttributes()));
        // When
        core.enrol(pump, token, Csr.by(Csr.p256()));
        // Then
        assertThat(core.registry.get(pump).keys()).hasSize(1);
    }

    @Test
    void whateverComesInNothingButARefusalComesOut() {
        Random random = new Random(8951);
        List<byte[]> templates =
                List.of(
                        Csr.by(Csr.p256()),
                        Csr.ed25519(),
                        Csr.claimingUri(Csr.p256(), "spiffe://x/y"),
                        OddCsr.withChallenge(),
                        OddCsr.withExplicitCurve());
        for (int i = 0; i < 5_000; i++) {
            byte[] csr = mutated(templates.get(i % templates.size()), random);
            try {
                CertificateRequest.parse(csr);
            } catch (RequestRefusedException e) {
                assertThat(e.problem()).isEqualTo(Problem.MALFORMED_REQUEST);
            } catch (Throwable e) {
                throw new AssertionError(HexFormat.of().formatHex(csr), e);
            }
        }
    }

    /** Some bytes replaced, and every fifth time a part repeated or everything replaced. */
    private static byte[] mutated(byte[] template, Random random) {
        byte[] csr = template.clone();
        switch (random.nextInt(10)) {
            case 0 -> random.nextBytes(csr);
            case 1 -> {
                int from = random.nextInt(csr.length);
                int to = random.nextInt(csr.length);
                System.arraycopy(template, from, csr, to, csr.length - Math.max(from, to));
            }
            default -> {
                for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
                    csr[random.nextInt(csr.length)] = (byte) random.nextInt();
                }
            }
        }
        return csr;
    }

    @Test
    void deeplyNestedStructureIsRefused() {
        byte[] nested = new byte[8192];
        for (int i = 0; i < nested.length; i += 4) {
            int rest = nested.length - i - 4;
            nested[i] = 0x30;
            nested[i + 1] = (byte) 0x82;
            nested[i + 2] = (byte) (rest >> 8);
            nested[i + 3] = (byte) rest;
        }
        assertRefused(nested);
    }

    @Test
    void whatIsNoRequestIsRefused() {
        byte[] csr = Csr.by(Csr.p256());
        assertRefused(new byte[0]);
        assertRefused(new byte[] {0x30, 0x03, 0x02, 0x01, 0x00});
        assertRefused(Arrays.copyOf(csr, csr.length - 1));
        assertRefused(Arrays.copyOf(csr, csr.length + 1));
        assertRefused(new byte[10_000]);
    }

    @Test
    void anyOneByteChangedOrCutOffIsRefusedAsMalformed() {
        byte[] csr = Csr.by(Csr.p256());
        for (int i = 0; i < csr.length; i++) {
            for (int change : new int[] {0x01, 0x20, 0xff}) {
                byte[] changed = csr.clone();
                changed[i] ^= (byte) change;
                assertRefused(changed);
            }
            assertRefused(Arrays.copyOf(csr, i));
        }
    }

    @Test
    void namesInTheRequestAreIgnored() throws CertificateException {
        // Given
        InMemoryCore core = new InMemoryCore();
        DeviceId pump = new DeviceId("acme", "pump-1");
        EnrolmentToken token = core.registry.register(pump).token();
        byte[] csr =
                Csr.claimingUri(Csr.p256(), "spiffe://" + Pki.TRUST_DOMAIN + "/service/storage");
        // When
        var issued = core.enrol(pump, token, csr);
        // Then
        assertThat(SpiffeCertificate.read(issued.leaf()))
                .isEqualTo(new SpiffeId(Pki.TRUST_DOMAIN, pump));
    }

    private static void assertRefused(byte[] csr) {
        assertThatExceptionOfType(RequestRefusedException.class)
                .isThrownBy(() -> CertificateRequest.parse(csr))
                .extracting(RequestRefusedException::problem)
                .isEqualTo(Problem.MALFORMED_REQUEST);
    }
}

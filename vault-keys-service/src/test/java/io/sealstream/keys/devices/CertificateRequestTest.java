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
        var issued = core.enrolment.enrol(pump, token, csr);
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

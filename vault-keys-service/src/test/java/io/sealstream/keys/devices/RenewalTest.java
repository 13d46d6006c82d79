package io.sealstream.keys.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sealstream.keys.Csr;
import io.sealstream.keys.InMemoryCore;
import io.sealstream.keys.RequestRefusedException;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.DeviceState;
import io.sealstream.protocol.KeyId;
import io.sealstream.protocol.Problem;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RenewalTest {
    private static final DeviceId PUMP = new DeviceId("acme", "pump-1");

    private final InMemoryCore core = new InMemoryCore();
    private final KeyPair first = Csr.p256();

    @BeforeEach
    void enrol() {
        core.enrolment.enrol(PUMP, core.registry.register(PUMP).token(), Csr.by(first));
    }

    @Test
    void newKeyComesFirstAndTheOneBeforeStays() {
        // Given
        KeyPair second = Csr.p256();
        // When
        core.renewal.renew(PUMP, keyId(first), Csr.by(second));
        // Then
        assertThat(keys()).containsExactly(keyId(second), keyId(first));
    }

    @Test
    void sameKeyIsRenewedInPlace() {
        // When
        core.renewal.renew(PUMP, keyId(first), Csr.by(first));
        // Then
        assertThat(keys()).containsExactly(keyId(first));
    }

    @Test
    void atMostThreeKeysAreKept() {
        // When
        for (int i = 0; i < 5; i++) {
            core.renewal.renew(PUMP, keys().getFirst(), Csr.by(Csr.p256()));
        }
        // Then
        assertThat(keys()).hasSize(3);
    }

    @Test
    void keyEndsWithItsCertificate() {
        // Given
        KeyPair second = Csr.p256();
        KeyPair third = Csr.p256();
        KeyPair fourth = Csr.p256();
        core.renewal.renew(PUMP, keyId(first), Csr.by(second));
        core.replaceAuthority((request, subject, lifetime) ->
                core.sign(request, subject, lifetime.plusMinutes(4)));
        core.renewal.renew(PUMP, keyId(second), Csr.by(third));
        // When
        core.pass(Duration.ofHours(24).plusMinutes(2));
        core.renewal.renew(PUMP, keyId(third), Csr.by(fourth));
        // Then
        assertThat(keys()).containsExactly(keyId(fourth), keyId(third));
        assertRefused(keyId(first));
    }

    @Test
    void unknownKeyIsRefused() {
        assertRefused(keyId(Csr.p256()));
    }

    @Test
    void revokedDeviceIsRefused() {
        // When
        core.registry.revoke(PUMP);
        // Then
        assertRefused(keyId(first));
    }

    @Test
    void deviceRevokedWhileItRenewsStaysRevoked() {
        // Given
        core.replaceAuthority((request, subject, lifetime) -> {
            core.registry.revoke(PUMP);
            return core.sign(request, subject, lifetime);
        });
        // When
        assertRefused(keyId(first));
        // Then
        DeviceState device = core.registry.get(PUMP);
        assertThat(device.status()).isEqualTo(DeviceState.Status.REVOKED);
        assertThat(keys()).containsExactly(keyId(first));
    }

    @Test
    void enrollingAgainEndsEarlierKeys() {
        // Given
        KeyPair second = Csr.p256();
        // When
        core.enrolment.enrol(PUMP, core.registry.newToken(PUMP).token(), Csr.by(second));
        // Then
        assertThat(keys()).containsExactly(keyId(second));
    }

    private List<KeyId> keys() {
        return core.registry.get(PUMP).keys().stream().map(DeviceState.IdentityKey::keyId).toList();
    }

    private void assertRefused(KeyId used) {
        byte[] csr = Csr.by(Csr.p256());
        assertThatExceptionOfType(RequestRefusedException.class)
                .isThrownBy(() -> core.renewal.renew(PUMP, used, csr))
                .extracting(RequestRefusedException::problem)
                .isEqualTo(Problem.FORBIDDEN);
    }

    private static KeyId keyId(KeyPair key) {
        return CertificateRequest.parse(Csr.by(key)).key().keyId();
    }
}

package io.sealstream.keys.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sealstream.keys.Csr;
import io.sealstream.keys.InMemoryCore;
import io.sealstream.keys.RequestRefusedException;
import io.sealstream.keys.Signed;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.DeviceState;
import io.sealstream.protocol.DeviceState.IdentityKey;
import io.sealstream.protocol.KeyId;
import io.sealstream.protocol.Problem;
import io.sealstream.protocol.SecurityFinding;
import io.sealstream.protocol.signature.SignatureHeaders;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RenewalTest {
    private static final DeviceId PUMP = new DeviceId("acme", "pump-1");
    private static final DeviceId VALVE = new DeviceId("acme", "valve-1");

    private final InMemoryCore core = new InMemoryCore();
    private final KeyPair first = Csr.p256();

    @BeforeEach
    void enrol() {
        core.enrol(PUMP, core.registry.register(PUMP).token(), Csr.by(first));
    }

    @Test
    void newKeyComesFirstAndTheOneThatSignedStays() {
        // Given
        KeyPair second = Csr.p256();
        // When
        core.renew(PUMP, first, second);
        // Then
        assertThat(live()).containsExactly(keyId(second), keyId(first));
    }

    @Test
    void keyEndsWhenTheNextOneWasSeenInUseAndIsKeptForWhatItSigned() {
        // Given
        KeyPair second = Csr.p256();
        core.renew(PUMP, first, second);
        core.pass(Duration.ofHours(1));
        // When
        core.renew(PUMP, second, second);
        // Then
        assertThat(live()).containsExactly(keyId(second));
        assertThat(core.registry.get(PUMP).key(keyId(first)).orElseThrow().endedAt())
                .isEqualTo(core.registry.get(PUMP).keys().getLast().endedAt())
                .isNotNull();
        assertRefused(Problem.BAD_SIGNATURE, () -> core.renew(PUMP, first, Csr.p256()));
        for (int i = 0; i < 3; i++) {
            core.pass(Duration.ofHours(16));
            core.renew(PUMP, second, second);
        }
        assertThat(core.registry.get(PUMP).keys())
                .extracting(IdentityKey::keyId)
                .containsExactly(keyId(second));
    }

    @Test
    void requestForTheSameKeyIsItsOwnProofAndEndsNothing() {
        // Given
        KeyPair second = Csr.p256();
        core.renew(PUMP, first, second);
        // When: whoever saw the requests sends them again
        core.renewal.renew(PUMP, null, Csr.by(second));
        core.renewal.renew(PUMP, null, Csr.by(first));
        // Then
        assertThat(live()).containsExactly(keyId(second), keyId(first));
    }

    @Test
    void lostAnswersLockNobodyOut() {
        // Given
        List<KeyPair> lost = new ArrayList<>();
        // When
        for (int i = 0; i < 5; i++) {
            lost.add(Csr.p256());
            core.renew(PUMP, first, lost.getLast());
        }
        // Then
        assertThat(live()).containsExactly(keyId(lost.get(4)), keyId(lost.get(3)), keyId(first));
        core.renew(PUMP, first, lost.get(4));
        core.renew(PUMP, first, first);
        core.renew(PUMP, lost.get(4), Csr.p256());
        assertThat(live()).hasSize(2).endsWith(keyId(lost.get(4)));
    }

    @Test
    void sameSignedRequestAgainHasTheSameResult() {
        // Given
        KeyPair second = Csr.p256();
        byte[] csr = Csr.by(second);
        SignatureHeaders signature = Signed.renewal(first, csr, core.instant());
        core.renewal.renew(PUMP, signature, csr);
        // When
        core.renewal.renew(PUMP, signature, csr);
        // Then
        assertThat(live()).containsExactly(keyId(second), keyId(first));
        core.pass(Duration.ofMinutes(5));
        assertRefused(Problem.BAD_SIGNATURE, () -> core.renewal.renew(PUMP, signature, csr));
    }

    @Test
    void whoHasNoKeyOfTheDeviceGetsNoCertificateForAnother() {
        // Given
        KeyPair valves = Csr.p256();
        core.enrol(VALVE, core.registry.register(VALVE).token(), Csr.by(valves));
        KeyPair own = Csr.p256();
        byte[] csr = Csr.by(own);
        byte[] honest = Csr.by(Csr.p256());
        SignatureHeaders captured = Signed.renewal(first, honest, core.instant());
        DeviceState before = core.registry.get(PUMP);
        // When, Then
        assertRefused(Problem.MALFORMED_SIGNATURE, () -> core.renewal.renew(PUMP, null, csr));
        assertRefused(Problem.BAD_SIGNATURE, () -> core.renew(PUMP, own, own));
        assertRefused(Problem.BAD_SIGNATURE, () -> core.renew(PUMP, valves, own));
        assertRefused(Problem.BAD_SIGNATURE, () -> core.renewal.renew(PUMP, captured, csr));
        assertRefused(Problem.BAD_SIGNATURE, () -> core.renewal.renew(VALVE, captured, honest));
        assertRefused(
                Problem.MALFORMED_SIGNATURE,
                () ->
                        core.renewal.renew(
                                PUMP, new SignatureHeaders("sig1=()", captured.signature()), csr));
        assertThat(core.registry.get(PUMP)).isEqualTo(before);
        assertThat(core.found)
                .hasSize(6)
                .extracting(SecurityFinding::kind)
                .containsOnly("forged-renewal");
    }

    @Test
    void deviceThatMakesKeysWithoutEndIsToldToWait() {
        // Given
        KeyPair used = first;
        for (int i = 0; i <= DeviceRules.MAX_ENDED; i++) {
            KeyPair next = Csr.p256();
            core.renew(PUMP, used, next);
            used = next;
        }
        KeyPair last = used;
        // When, Then
        assertRefused(Problem.TOO_FAST, () -> core.renew(PUMP, last, Csr.p256()));
        core.renewal.renew(PUMP, null, Csr.by(last));
    }

    @Test
    void keyEndsWithItsCertificate() {
        core.pass(Duration.ofHours(24).plusMinutes(2));
        assertRefused(Problem.BAD_SIGNATURE, () -> core.renew(PUMP, first, Csr.p256()));
        assertRefused(
                Problem.MALFORMED_SIGNATURE, () -> core.renewal.renew(PUMP, null, Csr.by(first)));
    }

    @Test
    void revokedDeviceIsRefused() {
        // When
        core.registry.revoke(PUMP);
        // Then
        assertRefused(Problem.FORBIDDEN, () -> core.renew(PUMP, first, first));
    }

    @Test
    void deviceRevokedWhileItRenewsStaysRevoked() {
        // Given
        core.replaceAuthority((request, subject, lifetime) -> {
            core.registry.revoke(PUMP);
            return core.sign(request, subject, lifetime);
        });
        // When
        assertRefused(Problem.FORBIDDEN, () -> core.renew(PUMP, first, Csr.p256()));
        // Then
        DeviceState device = core.registry.get(PUMP);
        assertThat(device.status()).isEqualTo(DeviceState.Status.REVOKED);
        assertThat(device.keys()).hasSize(1);
    }

    @Test
    void enrollingAgainEndsEarlierKeysAndMayKeepTheKey() {
        // Given
        KeyPair second = Csr.p256();
        // When, Then
        core.enrol(PUMP, core.registry.newToken(PUMP).token(), Csr.by(second));
        assertThat(live()).containsExactly(keyId(second));
        assertThat(core.registry.get(PUMP).keys()).hasSize(2);
        core.pass(Duration.ofHours(40));
        core.enrol(PUMP, core.registry.newToken(PUMP).token(), Csr.by(second));
        assertThat(live()).containsExactly(keyId(second));
        core.pass(Duration.ofHours(9));
        core.enrol(PUMP, core.registry.newToken(PUMP).token(), Csr.by(second));
        assertThat(core.registry.get(PUMP).keys()).hasSize(1);
    }

    private List<KeyId> live() {
        return core.registry.get(PUMP).keys().stream()
                .filter(key -> key.isLive(core.instant()))
                .map(IdentityKey::keyId)
                .toList();
    }

    private static void assertRefused(Problem problem, ThrowingCallable work) {
        assertThatExceptionOfType(RequestRefusedException.class)
                .isThrownBy(work)
                .extracting(RequestRefusedException::problem)
                .isEqualTo(problem);
    }

    private static KeyId keyId(KeyPair key) {
        return Signed.key(key).keyId();
    }
}

package io.sealstream.keys.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sealstream.keys.Csr;
import io.sealstream.keys.InMemoryCore;
import io.sealstream.keys.Pki;
import io.sealstream.keys.RequestRefusedException;
import io.sealstream.keys.UnavailableException;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.DeviceState;
import io.sealstream.protocol.DeviceState.Status;
import io.sealstream.protocol.KeyId;
import io.sealstream.protocol.Problem;
import io.sealstream.protocol.SpiffeId;
import io.sealstream.protocol.identity.SpiffeCertificate;
import java.security.KeyPair;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class EnrolmentTest {
    private static final DeviceId PUMP = new DeviceId("acme", "pump-1");
    private static final DeviceId VALVE = new DeviceId("acme", "valve-1");

    private final InMemoryCore core = new InMemoryCore();

    @Test
    void deviceWithItsTokenGetsAnIdentityAndAnEnvelopeKey() throws CertificateException {
        // Given
        EnrolmentToken token = core.registry.register(PUMP).token();
        // When
        var issued = core.enrolment.enrol(PUMP, token, Csr.by(Csr.p256()));
        // Then
        assertThat(SpiffeCertificate.read(issued.leaf()))
                .isEqualTo(new SpiffeId(Pki.TRUST_DOMAIN, PUMP));
        DeviceState device = core.registry.get(PUMP);
        assertThat(device.status()).isEqualTo(Status.ACTIVE);
        assertThat(device.version()).isEqualTo(2);
        assertThat(device.keys()).hasSize(1);
        assertThat(device.envelopeKey()).isNotNull();
    }

    @Test
    void ed25519KeyIsCertified() {
        // Given
        EnrolmentToken token = core.registry.register(PUMP).token();
        byte[] csr = Csr.by(Csr.of("Ed25519"), "Ed25519");
        // When
        core.enrolment.enrol(PUMP, token, csr);
        // Then
        assertThat(core.registry.get(PUMP).status()).isEqualTo(Status.ACTIVE);
    }

    @Test
    void ofManyEnrolmentsWithOneTokenOneWins() throws Exception {
        // Given
        EnrolmentToken token = core.registry.register(PUMP).token();
        Callable<Boolean> attempt = () -> attempt(token);
        List<Callable<Boolean>> attempts = Collections.nCopies(16, attempt);
        // When
        List<Boolean> won = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> result : threads.invokeAll(attempts)) {
                won.add(result.get());
            }
        }
        // Then
        assertThat(won).containsOnlyOnce(true);
        assertThat(core.registry.get(PUMP).keys()).hasSize(1);
    }

    private boolean attempt(EnrolmentToken token) {
        try {
            core.enrolment.enrol(PUMP, token, Csr.by(Csr.p256()));
            return true;
        } catch (RequestRefusedException e) {
            return false;
        }
    }

    @Test
    void everyWrongTokenOrDeviceIsRefusedAlike() {
        // Given
        EnrolmentToken token = core.registry.register(PUMP).token();
        EnrolmentToken used = core.registry.register(VALVE).token();
        byte[] csr = Csr.by(Csr.p256());
        core.enrolment.enrol(VALVE, used, csr);
        // When, Then
        assertRefused(() -> core.enrolment.enrol(VALVE, used, Csr.by(Csr.p256())));
        assertRefused(() -> core.enrolment.enrol(VALVE, token, csr));
        assertRefused(() -> core.enrolment.enrol(PUMP, EnrolmentToken.random(), csr));
        assertRefused(() -> core.enrolment.enrol(new DeviceId("acme", "none"), token, csr));
        assertRefused(() -> core.enrolment.enrol(new DeviceId("other", "pump-1"), token, csr));
        core.pass(DeviceRegistry.TOKEN_LIFETIME);
        assertRefused(() -> core.enrolment.enrol(PUMP, token, csr));
    }

    @Test
    void deviceWhoseAnswerWasLostGetsACertificateForTheSameKeyAgain() throws CertificateException {
        // Given
        EnrolmentToken token = core.registry.register(PUMP).token();
        KeyPair key = Csr.p256();
        core.enrolment.enrol(PUMP, token, Csr.by(key));
        DeviceState before = core.registry.get(PUMP);
        // When
        core.pass(Duration.ofMinutes(5));
        var again = core.enrolment.enrol(PUMP, token, Csr.by(key));
        // Then
        DeviceState after = core.registry.get(PUMP);
        assertThat(after.envelopeKey()).usingRecursiveComparison().isEqualTo(before.envelopeKey());
        assertThat(after.keys()).hasSize(1);
        assertThat(after.keys().getFirst().certificate()).isEqualTo(again.leaf().getEncoded());
        assertRefused(() -> core.enrolment.enrol(PUMP, token, Csr.by(Csr.p256())));
        core.pass(DeviceRegistry.TOKEN_LIFETIME);
        assertRefused(() -> core.enrolment.enrol(PUMP, token, Csr.by(key)));
    }

    @Test
    void usedTokenDoesNotBringBackAKeyThatWasReplacedOrRevoked() {
        // Given
        EnrolmentToken token = core.registry.register(PUMP).token();
        KeyPair first = Csr.p256();
        core.enrolment.enrol(PUMP, token, Csr.by(first));
        for (int i = 0; i < DeviceRules.MAX_KEYS; i++) {
            KeyId used = core.registry.get(PUMP).keys().getFirst().keyId();
            core.renewal.renew(PUMP, used, Csr.by(Csr.p256()));
        }
        // When, Then
        assertRefused(() -> core.enrolment.enrol(PUMP, token, Csr.by(first)));
        assertThat(core.registry.get(PUMP).keys()).hasSize(DeviceRules.MAX_KEYS);
        EnrolmentToken valves = core.registry.register(VALVE).token();
        core.enrolment.enrol(VALVE, valves, Csr.by(first));
        core.registry.revoke(VALVE);
        assertRefused(() -> core.enrolment.enrol(VALVE, valves, Csr.by(first)));
    }

    @Test
    void deviceWhoseEnrolmentDiedBeforeItWasChangedEnrolsWithTheSameKey() {
        // Given
        EnrolmentToken token = core.registry.register(PUMP).token();
        KeyPair key = Csr.p256();
        KeyId keyId = CertificateRequest.parse(Csr.by(key)).key().keyId();
        core.tokens.use(
                PUMP, token.hash(), keyId, core.registry.get(PUMP).version(), core.instant());
        assertRefused(() -> core.enrolment.enrol(PUMP, token, Csr.by(Csr.p256())));
        // When
        core.enrolment.enrol(PUMP, token, Csr.by(key));
        // Then
        assertThat(core.registry.get(PUMP).envelopeKey()).isNotNull();
        assertThat(core.registry.get(PUMP).keys().getFirst().keyId()).isEqualTo(keyId);
    }

    @Test
    void activeDeviceWhoseNewEnrolmentDiedBeforeItWasChangedEnrolsWithTheSameKey() {
        // Given
        core.enrolment.enrol(PUMP, core.registry.register(PUMP).token(), Csr.by(Csr.p256()));
        EnrolmentToken token = core.registry.newToken(PUMP).token();
        KeyPair key = Csr.p256();
        KeyId keyId = CertificateRequest.parse(Csr.by(key)).key().keyId();
        core.tokens.use(
                PUMP, token.hash(), keyId, core.registry.get(PUMP).version(), core.instant());
        // When
        core.enrolment.enrol(PUMP, token, Csr.by(key));
        // Then
        assertThat(core.registry.get(PUMP).keys())
                .extracting(DeviceState.IdentityKey::keyId)
                .containsExactly(keyId);
    }

    @Test
    void newTokenEndsTheOneBefore() {
        // Given
        EnrolmentToken first = core.registry.register(PUMP).token();
        // When
        EnrolmentToken second = core.registry.newToken(PUMP).token();
        // Then
        byte[] csr = Csr.by(Csr.p256());
        assertRefused(() -> core.enrolment.enrol(PUMP, first, csr));
        core.enrolment.enrol(PUMP, second, csr);
    }

    @Test
    void revokedDeviceDoesNotEnrolAndGetsNoToken() {
        // Given
        EnrolmentToken token = core.registry.register(PUMP).token();
        // When
        core.registry.revoke(PUMP);
        // Then
        assertRefused(() -> core.enrolment.enrol(PUMP, token, Csr.by(Csr.p256())));
        assertRefused(() -> core.registry.newToken(PUMP));
    }

    @Test
    void deviceRevokedWhileItEnrolsStaysRevoked() {
        // Given
        EnrolmentToken token = core.registry.register(PUMP).token();
        core.replaceAuthority((request, subject, lifetime) -> {
            core.registry.revoke(PUMP);
            core.tokens.put(PUMP, token.hash(), core.instant().plusSeconds(60));
            return core.sign(request, subject, lifetime);
        });
        // When
        assertRefused(() -> core.enrolment.enrol(PUMP, token, Csr.by(Csr.p256())));
        // Then
        assertThat(core.registry.get(PUMP).status()).isEqualTo(Status.REVOKED);
        assertThat(core.registry.get(PUMP).keys()).isEmpty();
    }

    @Test
    void sealedVaultDoesNotCostTheToken() {
        // Given
        EnrolmentToken token = core.registry.register(PUMP).token();
        byte[] csr = Csr.by(Csr.p256());
        core.vault.seal(true);
        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> core.enrolment.enrol(PUMP, token, csr));
        // When
        core.vault.seal(false);
        core.enrolment.enrol(PUMP, token, csr);
        // Then
        assertThat(core.registry.get(PUMP).status()).isEqualTo(Status.ACTIVE);
    }

    @Test
    void certificateOtherThanOrderedIsNotHandedOut() {
        // Given
        EnrolmentToken token = core.registry.register(PUMP).token();
        byte[] csr = Csr.by(Csr.p256());
        KeyPair foreign = Csr.p256();
        // When, Then
        core.replaceAuthority((request, subject, lifetime) ->
                core.sign(request, new SpiffeId(Pki.TRUST_DOMAIN, VALVE), lifetime));
        assertUnusable(() -> core.enrolment.enrol(PUMP, token, csr));
        core.replaceAuthority(
                (request, subject, lifetime) -> core.sign(request, subject, Duration.ofDays(400)));
        assertUnusable(() -> core.enrolment.enrol(PUMP, token, csr));
        core.replaceAuthority((request, subject, lifetime) ->
                new CertificateAuthority.Issued(
                        core.pki.tenants().leaf(foreign.getPublic(), subject, lifetime),
                        core.pki.tenants().certificate()));
        assertUnusable(() -> core.enrolment.enrol(PUMP, token, csr));
    }

    private static void assertUnusable(ThrowingCallable work) {
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(work);
    }

    private static void assertRefused(ThrowingCallable work) {
        assertThatExceptionOfType(RequestRefusedException.class)
                .isThrownBy(work)
                .extracting(RequestRefusedException::problem)
                .isEqualTo(Problem.FORBIDDEN);
    }
}

package io.sealstream.keys.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.sealstream.keys.Csr;
import io.sealstream.keys.InMemoryCore;
import io.sealstream.keys.Pki;
import io.sealstream.keys.RequestRefusedException;
import io.sealstream.keys.Signed;
import io.sealstream.keys.UnavailableException;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.DeviceState;
import io.sealstream.protocol.DeviceState.Status;
import io.sealstream.protocol.KeyId;
import io.sealstream.protocol.Problem;
import io.sealstream.protocol.SecurityFinding;
import io.sealstream.protocol.SpiffeId;
import io.sealstream.protocol.identity.SpiffeCertificate;
import io.sealstream.protocol.signature.SignatureHeaders;
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
        var issued = core.enrol(PUMP, token, Csr.by(Csr.p256()));
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
        core.enrol(PUMP, token, csr);
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
            core.enrol(PUMP, token, Csr.by(Csr.p256()));
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
        core.enrol(VALVE, used, csr);
        // When, Then
        assertRefused(() -> core.enrol(VALVE, used, Csr.by(Csr.p256())));
        assertRefused(() -> core.enrol(VALVE, token, csr));
        assertRefused(() -> core.enrol(PUMP, EnrolmentToken.random(), csr));
        assertRefused(() -> core.enrol(new DeviceId("acme", "none"), token, csr));
        assertRefused(() -> core.enrol(new DeviceId("other", "pump-1"), token, csr));
        core.pass(DeviceRegistry.TOKEN_LIFETIME);
        assertRefused(() -> core.enrol(PUMP, token, csr));
    }

    @Test
    void deviceWhoseAnswerWasLostGetsACertificateForTheSameKeyAgain() throws CertificateException {
        // Given
        EnrolmentToken token = core.registry.register(PUMP).token();
        KeyPair key = Csr.p256();
        core.enrol(PUMP, token, Csr.by(key));
        DeviceState before = core.registry.get(PUMP);
        // When
        core.pass(Duration.ofMinutes(5));
        var again = core.enrol(PUMP, token, Csr.by(key));
        // Then
        DeviceState after = core.registry.get(PUMP);
        assertThat(after.envelopeKey()).usingRecursiveComparison().isEqualTo(before.envelopeKey());
        assertThat(after.keys()).hasSize(1);
        assertThat(after.keys().getFirst().certificate()).isEqualTo(again.leaf().getEncoded());
        assertRefused(() -> core.enrol(PUMP, token, Csr.by(Csr.p256())));
        core.pass(DeviceRegistry.TOKEN_LIFETIME);
        assertRefused(() -> core.enrol(PUMP, token, Csr.by(key)));
    }

    @Test
    void usedTokenDoesNotBringBackAKeyThatWasReplacedOrRevoked() {
        // Given
        EnrolmentToken token = core.registry.register(PUMP).token();
        KeyPair first = Csr.p256();
        core.enrol(PUMP, token, Csr.by(first));
        KeyPair used = first;
        for (int i = 0; i < 2; i++) {
            KeyPair next = Csr.p256();
            core.renew(PUMP, used, next);
            used = next;
        }
        // When, Then
        assertRefused(() -> core.enrol(PUMP, token, Csr.by(first)));
        assertThat(core.registry.get(PUMP).key(Signed.key(first).keyId()).orElseThrow().endedAt())
                .isNotNull();
        EnrolmentToken valves = core.registry.register(VALVE).token();
        core.enrol(VALVE, valves, Csr.by(first));
        core.registry.revoke(VALVE);
        assertRefused(() -> core.enrol(VALVE, valves, Csr.by(first)));
    }

    @Test
    void deviceWhoseEnrolmentDiedBeforeItWasChangedEnrolsWithTheSameKey() {
        // Given
        EnrolmentToken token = core.registry.register(PUMP).token();
        KeyPair key = Csr.p256();
        KeyId keyId = CertificateRequest.parse(Csr.by(key)).key().keyId();
        use(token, keyId);
        assertRefused(() -> core.enrol(PUMP, token, Csr.by(Csr.p256())));
        // When
        core.enrol(PUMP, token, Csr.by(key));
        // Then
        assertThat(core.registry.get(PUMP).envelopeKey()).isNotNull();
        assertThat(core.registry.get(PUMP).keys().getFirst().keyId()).isEqualTo(keyId);
    }

    @Test
    void activeDeviceWhoseNewEnrolmentDiedBeforeItWasChangedEnrolsWithTheSameKey() {
        // Given
        core.enrol(PUMP, core.registry.register(PUMP).token(), Csr.by(Csr.p256()));
        EnrolmentToken token = core.registry.newToken(PUMP).token();
        KeyPair key = Csr.p256();
        KeyId keyId = CertificateRequest.parse(Csr.by(key)).key().keyId();
        use(token, keyId);
        // When
        core.enrol(PUMP, token, Csr.by(key));
        // Then
        assertThat(live()).containsExactly(keyId);
    }

    @Test
    void deviceThatRenewsWhileItEnrolsAgainKeepsWhatItSpentTheTokenFor() {
        // Given
        KeyPair old = Csr.p256();
        core.enrol(PUMP, core.registry.register(PUMP).token(), Csr.by(old));
        EnrolmentToken token = core.registry.newToken(PUMP).token();
        KeyPair key = Csr.p256();
        core.replaceAuthority((request, subject, lifetime) -> {
            core.replaceAuthority(core::sign);
            core.renew(PUMP, old, Csr.p256());
            return core.sign(request, subject, lifetime);
        });
        // When
        core.enrol(PUMP, token, Csr.by(key));
        // Then
        assertThat(live()).containsExactly(Signed.key(key).keyId());
        assertThat(core.registry.get(PUMP).keys()).hasSize(3);
    }

    @Test
    void renewalBetweenTheUseOfTheTokenAndTheEnrolmentLosesNothing() {
        // Given
        KeyPair old = Csr.p256();
        core.enrol(PUMP, core.registry.register(PUMP).token(), Csr.by(old));
        EnrolmentToken token = core.registry.newToken(PUMP).token();
        KeyPair key = Csr.p256();
        use(token, Signed.key(key).keyId());
        core.renew(PUMP, old, old);
        // When
        core.enrol(PUMP, token, Csr.by(key));
        // Then
        assertThat(live()).containsExactly(Signed.key(key).keyId());
    }

    @Test
    void signedRequestServesNoOtherKeyDeviceTokenOrTime() {
        // Given
        EnrolmentToken token = core.registry.register(PUMP).token();
        EnrolmentToken valves = core.registry.register(VALVE).token();
        byte[] csr = Csr.by(Csr.p256());
        byte[] other = Csr.by(Csr.p256());
        SignatureHeaders signature = Signed.enrolment(PUMP, token, csr, core.instant());
        // When, Then
        assertRefused(() -> core.enrolment.enrol(PUMP, signature, other));
        assertRefused(() -> core.enrolment.enrol(VALVE, signature, csr));
        assertRefused(() ->
                core.enrolment.enrol(
                        PUMP, Signed.enrolment(PUMP, valves, csr, core.instant()), csr));
        assertThat(core.found)
                .extracting(SecurityFinding::kind, SecurityFinding::subject)
                .containsExactly(
                        tuple("forged-enrolment", PUMP.key()),
                        tuple("forged-enrolment", VALVE.key()),
                        tuple("forged-enrolment", PUMP.key()));
        core.pass(Duration.ofSeconds(301));
        assertRefused(() -> core.enrolment.enrol(PUMP, signature, csr));
        core.enrol(PUMP, token, csr);
        assertRefused(() -> core.enrol(PUMP, token, other));
        assertThat(core.found.getLast().kind()).isEqualTo("token-used-again");
    }

    @Test
    void tokenIsShownOnlyWhereTheTenantAllowsIt() {
        // Given
        DeviceId open = new DeviceId("open", "pump-1");
        EnrolmentToken token = core.registry.register(PUMP).token();
        EnrolmentToken opens = core.registry.register(open).token();
        byte[] csr = Csr.by(Csr.p256());
        // When, Then
        assertThatExceptionOfType(RequestRefusedException.class)
                .isThrownBy(() -> core.enrolment.enrol(PUMP, token, csr))
                .extracting(RequestRefusedException::problem)
                .isEqualTo(Problem.MALFORMED_SIGNATURE);
        assertRefused(() -> core.enrolment.enrol(open, new EnrolmentToken("x"), csr));
        assertRefused(() -> core.enrolment.enrol(open, token, csr));
        core.enrolment.enrol(open, opens, csr);
        core.enrolment.enrol(open, opens, csr);
        assertRefused(() -> core.enrolment.enrol(open, opens, Csr.by(Csr.p256())));
    }

    private void use(EnrolmentToken token, KeyId keyId) {
        DeviceState device = core.registry.get(PUMP);
        core.tokens.use(
                PUMP, token.key(), keyId, EnrolmentTokens.envelopeKeyOf(device), core.instant());
    }

    private List<KeyId> live() {
        return core.registry.get(PUMP).keys().stream()
                .filter(key -> key.isLive(core.instant()))
                .map(DeviceState.IdentityKey::keyId)
                .toList();
    }

    @Test
    void newTokenEndsTheOneBefore() {
        // Given
        EnrolmentToken first = core.registry.register(PUMP).token();
        // When
        EnrolmentToken second = core.registry.newToken(PUMP).token();
        // Then
        byte[] csr = Csr.by(Csr.p256());
        assertRefused(() -> core.enrol(PUMP, first, csr));
        core.enrol(PUMP, second, csr);
    }

    @Test
    void revokedDeviceDoesNotEnrolAndGetsNoToken() {
        // Given
        EnrolmentToken token = core.registry.register(PUMP).token();
        // When
        core.registry.revoke(PUMP);
        // Then
        assertRefused(() -> core.enrol(PUMP, token, Csr.by(Csr.p256())));
        assertRefused(() -> core.registry.newToken(PUMP));
    }

    @Test
    void deviceRevokedWhileItEnrolsStaysRevoked() {
        // Given
        EnrolmentToken token = core.registry.register(PUMP).token();
        core.replaceAuthority((request, subject, lifetime) -> {
            core.registry.revoke(PUMP);
            core.tokens.put(PUMP, token.key(), core.instant().plusSeconds(60));
            return core.sign(request, subject, lifetime);
        });
        // When
        assertRefused(() -> core.enrol(PUMP, token, Csr.by(Csr.p256())));
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
                .isThrownBy(() -> core.enrol(PUMP, token, csr));
        // When
        core.vault.seal(false);
        core.enrol(PUMP, token, csr);
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
        assertUnusable(() -> core.enrol(PUMP, token, csr));
        core.replaceAuthority(
                (request, subject, lifetime) -> core.sign(request, subject, Duration.ofDays(400)));
        assertUnusable(() -> core.enrol(PUMP, token, csr));
        core.replaceAuthority((request, subject, lifetime) ->
                new CertificateAuthority.Issued(
                        core.pki.tenants().leaf(foreign.getPublic(), subject, lifetime),
                        core.pki.tenants().certificate()));
        assertUnusable(() -> core.enrol(PUMP, token, csr));
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

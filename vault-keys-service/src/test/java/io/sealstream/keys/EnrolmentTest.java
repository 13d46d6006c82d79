package io.sealstream.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.DeviceState;
import io.sealstream.protocol.DeviceState.Status;
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

    private final House house = new House();

    @Test
    void deviceWithItsTokenGetsAnIdentityAndAnEnvelopeKey() throws CertificateException {
        // Given
        EnrolmentToken token = house.registry.register(PUMP).token();
        // When
        var issued = house.enrolment.enrol(PUMP, token, Csr.by(Csr.p256()));
        // Then
        assertThat(SpiffeCertificate.read(issued.leaf()))
                .isEqualTo(new SpiffeId(Pki.TRUST_DOMAIN, PUMP));
        DeviceState device = house.registry.get(PUMP);
        assertThat(device.status()).isEqualTo(Status.ACTIVE);
        assertThat(device.version()).isEqualTo(2);
        assertThat(device.keys()).hasSize(1);
        assertThat(device.envelopeKey()).isNotNull();
    }

    @Test
    void ed25519KeyIsCertified() {
        // Given
        EnrolmentToken token = house.registry.register(PUMP).token();
        byte[] csr = Csr.by(Csr.of("Ed25519"), "Ed25519");
        // When
        house.enrolment.enrol(PUMP, token, csr);
        // Then
        assertThat(house.registry.get(PUMP).status()).isEqualTo(Status.ACTIVE);
    }

    @Test
    void ofManyEnrolmentsWithOneTokenOneWins() throws Exception {
        // Given
        EnrolmentToken token = house.registry.register(PUMP).token();
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
        assertThat(house.registry.get(PUMP).keys()).hasSize(1);
    }

    private boolean attempt(EnrolmentToken token) {
        try {
            house.enrolment.enrol(PUMP, token, Csr.by(Csr.p256()));
            return true;
        } catch (RequestRefusedException e) {
            return false;
        }
    }

    @Test
    void everyWrongTokenOrDeviceIsRefusedAlike() {
        // Given
        EnrolmentToken token = house.registry.register(PUMP).token();
        EnrolmentToken used = house.registry.register(VALVE).token();
        byte[] csr = Csr.by(Csr.p256());
        house.enrolment.enrol(VALVE, used, csr);
        // When, Then
        assertRefused(() -> house.enrolment.enrol(VALVE, used, csr));
        assertRefused(() -> house.enrolment.enrol(VALVE, token, csr));
        assertRefused(() -> house.enrolment.enrol(PUMP, EnrolmentToken.random(), csr));
        assertRefused(() -> house.enrolment.enrol(new DeviceId("acme", "none"), token, csr));
        assertRefused(() -> house.enrolment.enrol(new DeviceId("other", "pump-1"), token, csr));
        house.pass(DeviceRegistry.TOKEN_LIFETIME);
        assertRefused(() -> house.enrolment.enrol(PUMP, token, csr));
    }

    @Test
    void newTokenEndsTheOneBefore() {
        // Given
        EnrolmentToken first = house.registry.register(PUMP).token();
        // When
        EnrolmentToken second = house.registry.newToken(PUMP).token();
        // Then
        byte[] csr = Csr.by(Csr.p256());
        assertRefused(() -> house.enrolment.enrol(PUMP, first, csr));
        house.enrolment.enrol(PUMP, second, csr);
    }

    @Test
    void revokedDeviceDoesNotEnrolAndGetsNoToken() {
        // Given
        EnrolmentToken token = house.registry.register(PUMP).token();
        // When
        house.registry.revoke(PUMP);
        // Then
        assertRefused(() -> house.enrolment.enrol(PUMP, token, Csr.by(Csr.p256())));
        assertRefused(() -> house.registry.newToken(PUMP));
    }

    @Test
    void deviceRevokedWhileItEnrolsStaysRevoked() {
        // Given
        EnrolmentToken token = house.registry.register(PUMP).token();
        house.replaceAuthority((request, subject, lifetime) -> {
            house.registry.revoke(PUMP);
            house.tokens.put(
                    PUMP,
                    new EnrolmentTokens.Waiting(token.hash(), house.instant().plusSeconds(60)));
            return house.sign(request, subject, lifetime);
        });
        // When
        assertRefused(() -> house.enrolment.enrol(PUMP, token, Csr.by(Csr.p256())));
        // Then
        assertThat(house.registry.get(PUMP).status()).isEqualTo(Status.REVOKED);
        assertThat(house.registry.get(PUMP).keys()).isEmpty();
    }

    @Test
    void sealedVaultDoesNotCostTheToken() {
        // Given
        EnrolmentToken token = house.registry.register(PUMP).token();
        byte[] csr = Csr.by(Csr.p256());
        house.vault.seal(true);
        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> house.enrolment.enrol(PUMP, token, csr));
        // When
        house.vault.seal(false);
        house.enrolment.enrol(PUMP, token, csr);
        // Then
        assertThat(house.registry.get(PUMP).status()).isEqualTo(Status.ACTIVE);
    }

    @Test
    void certificateOtherThanOrderedIsNotHandedOut() {
        // Given
        EnrolmentToken token = house.registry.register(PUMP).token();
        byte[] csr = Csr.by(Csr.p256());
        KeyPair foreign = Csr.p256();
        // When, Then
        house.replaceAuthority((request, subject, lifetime) ->
                house.sign(request, new SpiffeId(Pki.TRUST_DOMAIN, VALVE), lifetime));
        assertUnusable(() -> house.enrolment.enrol(PUMP, token, csr));
        house.replaceAuthority(
                (request, subject, lifetime) -> house.sign(request, subject, Duration.ofDays(400)));
        assertUnusable(() -> house.enrolment.enrol(PUMP, token, csr));
        house.replaceAuthority((request, subject, lifetime) ->
                new CertificateAuthority.Issued(
                        house.pki.tenants().leaf(foreign.getPublic(), subject, lifetime),
                        house.pki.tenants().certificate()));
        assertUnusable(() -> house.enrolment.enrol(PUMP, token, csr));
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
